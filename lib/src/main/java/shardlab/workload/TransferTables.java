package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Accounts between which money is moved: {@code account(branch, id, balance)} in the schema {@code transfer_lab} until
 * closed, distributed by {@code branch} over 16 shards, and {@code entry}, co-located with it, where a transfer may be
 * recorded. A transfer within a branch is in one shard; whatever is moved, the sum of all balances stays. One process has
 * them at a time; others wait.
 */
public final class TransferTables implements AutoCloseable {

    /** What every account has at first. */
    public static final long OPENING_BALANCE = 1_000;

    private static final String SCHEMA = "transfer_lab";

    private final Cluster cluster;
    private final SchemaHold hold;
    private final int branches;
    private final int accountsEach;
    private List<TransferPlace> places = List.of();

    private TransferTables(Cluster cluster, SchemaHold hold, int branches, int accountsEach) {
        this.cluster = cluster;
        this.hold = hold;
        this.branches = branches;
        this.accountsEach = accountsEach;
    }

    /**
     * Creates and fills them anew. Another process that has them is waited for.
     *
     * @param progress told whom this waits for
     */
    public static TransferTables make(Cluster cluster, int branches, int accountsEach, Progress progress) {
        var tables = new TransferTables(cluster, SchemaHold.take(cluster, SCHEMA, progress), branches, accountsEach);
        Cleaning.ifFails(tables.hold, () -> tables.fill(progress));
        return tables;
    }

    private void fill(Progress progress) {
        remove(cluster);
        progress.report("accounts", 0, 1, "tables");
        try (Session session = cluster.session()) {
            session.execute(sql("tables"));
            session.query(sql("distribute"));
            session.update(sql("fill"), OPENING_BALANCE, branches, accountsEach);
            places = session.query(sql("places"), branches).stream().map(TransferTables::place).toList();
        }
        progress.report("accounts", 1, 1, "tables");
    }

    private static TransferPlace place(Rows.Row row) {
        return new TransferPlace(row.integer("branch"), row.number("shard_id"), row.integer("group_id"));
    }

    /** How many branches there are; they are numbered from 1. */
    public int branches() {
        return branches;
    }

    /** How many accounts each branch has; they are numbered from 1 in each. */
    public int accountsEach() {
        return accountsEach;
    }

    /** Where each branch was when the tables were made, in the order of the branches. */
    public List<TransferPlace> places() {
        return places;
    }

    /** Where a branch was when the tables were made. */
    public TransferPlace placeOf(int branch) {
        return places.get(branch - 1);
    }

    /** Where two accounts are, in words. */
    public String where(TransferPair pair) {
        TransferPlace from = placeOf(pair.fromBranch());
        TransferPlace to = placeOf(pair.toBranch());
        return from.equals(to) ? from.toString() : from + ", " + to;
    }

    /** Two accounts of one branch, and so of one shard. */
    public TransferPair oneShard() {
        return new TransferPair(1, 1, 1, Math.min(2, accountsEach));
    }

    /**
     * Two accounts in two shards of one worker; empty if each of so few branches is on a worker of its own.
     */
    public Optional<TransferPair> oneWorker() {
        return find((one, other) -> one.groupId() == other.groupId() && one.shardId() != other.shardId());
    }

    /**
     * Two accounts on two workers.
     *
     * @throws LabException if all branches are on one worker
     */
    public TransferPair twoWorkers() {
        return apart(1).get(0);
    }

    /**
     * Pairs on two workers, no two with a branch in common.
     *
     * @throws LabException if there are not so many
     */
    public List<TransferPair> apart(int count) {
        List<TransferPlace> left = new ArrayList<>(places);
        List<TransferPair> pairs = new ArrayList<>();
        while (pairs.size() < count) {
            TransferPair pair = find(left, (one, other) -> one.groupId() != other.groupId()).orElseThrow(() ->
                    new LabException("there are not " + count + " pairs of branches on two workers",
                            cluster.coordinator().label(), branches + " branches", "make more branches", null));
            pairs.add(pair);
            left.removeIf(place -> place.branch() == pair.fromBranch() || place.branch() == pair.toBranch());
        }
        return pairs;
    }

    private Optional<TransferPair> find(BiPredicate<TransferPlace, TransferPlace> apart) {
        return find(places, apart);
    }

    private static Optional<TransferPair> find(List<TransferPlace> among,
            BiPredicate<TransferPlace, TransferPlace> apart) {
        return among.stream().flatMap(one -> among.stream().filter(other -> apart.test(one, other))
                .map(other -> new TransferPair(one.branch(), 1, other.branch(), 1))).findFirst();
    }

    /** Moves money in one transaction of two statements. */
    public void transfer(Session session, TransferPair pair, long amount) {
        session.transaction(() -> move(session, pair, amount));
    }

    /**
     * Moves money and writes it down in the same transaction: an entry beside each of the two accounts.
     *
     * @param number the transfer's own, which no other has
     */
    public void recorded(Session session, long number, TransferPair pair, long amount) {
        session.transaction(() -> {
            move(session, pair, amount);
            session.update(sql("record"), pair.fromBranch(), number, pair.fromId(), -amount);
            session.update(sql("record"), pair.toBranch(), number, pair.toId(), amount);
        });
    }

    /** The two statements of a transfer alone, in whatever transaction the session is. */
    static void move(Session session, TransferPair pair, long amount) {
        session.update(sql("take"), amount, pair.fromBranch(), pair.fromId());
        session.update(sql("give"), amount, pair.toBranch(), pair.toId());
    }

    /** What an account has, as this session sees it. */
    static long balance(Session session, int branch, int id) {
        return session.query(sql("balance"), branch, id).singleNumber();
    }

    /** A transfer within a branch drawn by chance, for {@link Clients}: one transaction, sent in one go. */
    public ClientStatement withinBranch() {
        return accounts(ClientStatement.of(sql("within_branch")).drawing("branch", 1, branches));
    }

    /**
     * The same between two branches: two shards, mostly on two workers. Money goes from the lower half of the branches to
     * the upper one, so that no two transfers wait for each other.
     */
    public ClientStatement betweenBranches() {
        return accounts(ClientStatement.of(sql("between_branches")).drawing("from_branch", 1, branches / 2)
                .drawing("to_branch", branches / 2 + 1, branches));
    }

    private ClientStatement accounts(ClientStatement statement) {
        return statement.drawing("from", 1, accountsEach / 2).drawing("to", accountsEach / 2 + 1, accountsEach);
    }

    /** Sums up what there is. */
    public TransferAudit audit(Session session) {
        Rows.Row entries = session.query(sql("halves")).row(0);
        return new TransferAudit(total(session), OPENING_BALANCE * branches * accountsEach, entries.number("transfers"),
                entries.number("halves"), session.query(sql("unexplained"), OPENING_BALANCE).singleNumber());
    }

    /** The sum of all balances, as one statement sees it. */
    public long total(Session session) {
        return session.query(sql("total")).row(0).number("total");
    }

    /**
     * Removes what an interrupted measurement left, prepared transactions that hold its tables among it; tables that
     * another process uses now are its own to remove.
     */
    public static void drop(Cluster cluster) {
        SchemaHold.ifNobodyElseHas(cluster, SCHEMA, () -> remove(cluster));
    }

    private static void remove(Cluster cluster) {
        TwoPhaseByHand.sweep(cluster);
        try (Session session = cluster.session()) {
            if (cluster.can(Capability.TWO_PHASE_COMMIT)) {
                session.query(sql("recover"));
            }
            session.execute(sql("drop"));
        }
    }

    static String sql(String name) {
        return SqlFile.read("workload/transfers/" + name + ".sql");
    }

    /** Removes them, if they are there still, and lets others have theirs. */
    @Override
    public void close() {
        try (hold) {
            remove(cluster);
        }
    }
}

package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.ThisProcess;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Running;
import shardlab.sql.Session;

/**
 * Two-phase commit by hand: a transfer between two workers by statements that this program itself sends to each of them,
 * and a decision that it writes down on the coordinator. Each step returns what it sent. PostgreSQL alone is needed for it,
 * so it works on every engine whose workers can be reached from here.
 */
public final class TwoPhaseByHand implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String gid = "by_hand_" + NUMBER.incrementAndGet();
    private final Cluster cluster;
    private final TransferPair pair;
    private final long amount;
    private final List<TransferPlace> places;
    private final Map<Integer, Session> sessions = new TreeMap<>();
    private final List<TwoPhaseStep> sent = new ArrayList<>();
    private final Thread hook = new Thread(this::endWithTheProcess, "end of a two-phase commit by hand");

    /** @throws LabException if the workers cannot be reached from here */
    TwoPhaseByHand(Cluster cluster, TransferTables tables, TransferPair pair, long amount) {
        if (!cluster.reachesWorkers()) {
            throw new LabException("the workers cannot be reached from here", cluster.coordinator().label(), null,
                    "run it where they can", null);
        }
        this.cluster = cluster;
        this.pair = pair;
        this.amount = amount;
        this.places = List.of(tables.placeOf(pair.fromBranch()), tables.placeOf(pair.toBranch()));
        sweep(cluster);
        coordinator(TransferTables.sql("decision"));
        taken();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Begins a transaction on both workers and changes a row of a shard in each. */
    public List<TwoPhaseStep> change() {
        for (TransferPlace place : places) {
            boolean from = place.equals(places.get(0));
            // where Citus is, shards are to be written by itself alone
            send(place, "set citus.enable_manual_changes_to_shards = on");
            send(place, "begin");
            send(place, "update " + place.shardTable() + " set balance = balance " + (from ? "- " : "+ ") + amount
                    + " where branch = " + place.branch() + " and id = " + (from ? pair.fromId() : pair.toId()));
        }
        return taken();
    }

    /** The first phase: each worker writes to its disk what it would commit, and promises that it can. */
    public List<TwoPhaseStep> prepare() {
        places.forEach(place -> send(place, "prepare transaction '" + gid + "'"));
        return taken();
    }

    /** The decision: one row, committed on one server. From here on the transfer has happened. */
    public List<TwoPhaseStep> decide() {
        try (Session session = cluster.session()) {
            coordinator(session.format(TransferTables.sql("decide"), gid));
        }
        return taken();
    }

    /** The second phase, and what a recovery does: who waits is committed if that was decided, and rolled back if not. */
    public List<TwoPhaseStep> finish() {
        List<TransferPlace> waiting = places.stream().filter(this::waits).toList();
        if (!waiting.isEmpty()) {
            String verb = decided() ? "commit" : "rollback";
            waiting.forEach(place -> send(place, verb + " prepared '" + gid + "'"));
        }
        return taken();
    }

    /** The workers on which it waits for its second phase. */
    public List<String> waiting() {
        return places.stream().filter(this::waits).map(TransferPlace::node).toList();
    }

    private boolean waits(TransferPlace place) {
        return on(place).query(TransferTables.sql("by_hand_waiting")).stream()
                .anyMatch(row -> row.text("gid").equals(gid));
    }

    private boolean decided() {
        try (Session session = cluster.session()) {
            return session.query(TransferTables.sql("decided"), gid).single().equals(true);
        }
    }

    /**
     * Kills the server of the worker that money is taken from, as a crash would, and starts it again.
     *
     * @return what was done
     * @throws LabException if the servers are not the lab's
     */
    public String crash() {
        Node node = cluster.node(places.get(0).groupId());
        try (Cleaning again = () -> Running.undisturbed(() -> cluster.restart(node))) {
            cluster.kill(node);
        }
        return node.name() + " was killed and started again";
    }

    private void send(TransferPlace place, String sql) {
        on(place).execute(sql);
        sent.add(new TwoPhaseStep(place.node(), sql));
    }

    private void coordinator(String sql) {
        try (Session session = cluster.session()) {
            session.execute(sql);
        }
        sent.add(new TwoPhaseStep("coordinator", sql.strip()));
    }

    private List<TwoPhaseStep> taken() {
        List<TwoPhaseStep> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    /** Opened when first needed, and anew after the server was away. */
    private Session on(TransferPlace place) {
        Session session = sessions.get(place.groupId());
        if (session == null || !session.isAlive()) {
            sessions.put(place.groupId(), Session.open(cluster.node(place.groupId()).server()));
        }
        return sessions.get(place.groupId());
    }

    /** Rolls back what an interrupted two-phase commit by hand left prepared on any worker that can be reached. */
    static void sweep(Cluster cluster) {
        if (cluster.reachesWorkers()) {
            cluster.workers().forEach(worker -> {
                try (Session session = Session.open(worker)) {
                    session.query(TransferTables.sql("by_hand_waiting"))
                            .forEach(row -> session.execute(session.format("rollback prepared %L", row.text("gid"))));
                }
            });
        }
    }

    /** Finishes what waits, and closes the connections. The end of the process does it too. */
    @Override
    public void close() {
        end();
        ThisProcess.forget(hook);
    }

    private void endWithTheProcess() {
        try {
            end();
        } catch (LabException serverGone) {
            System.getLogger(TwoPhaseByHand.class.getName()).log(System.Logger.Level.DEBUG, "it may wait still", serverGone);
        }
    }

    private synchronized void end() {
        List<Cleaning> all = new ArrayList<>();
        if (!sessions.isEmpty()) {
            all.add(this::finish);
        }
        sessions.values().forEach(session -> all.add(session::close));
        Cleaning.all(all);
        sessions.clear();
    }
}

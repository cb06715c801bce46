package shardlab.kills;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shardlab.sql.Rows;
import shardlab.sql.Session;

/**
 * What was written and what was acknowledged: transactions of one row and of several rows on several workers, each with a
 * number of its own, in a table without a key, so that a row could be doubled.
 */
final class Ledger {

    private static final int ACCOUNTS = 16;

    private final AtomicLong next = new AtomicLong();
    private final Map<Long, Integer> begun = new ConcurrentHashMap<>();
    private final Map<Long, Integer> acknowledged = new ConcurrentHashMap<>();

    static void create(Session session) {
        session.execute("create table entry (account int, id bigint, part int)");
        session.query("select create_distributed_table('entry', 'account', shard_count := 8)");
        session.execute("create table rate (id bigint primary key)");
        session.query("select create_reference_table('rate')");
    }

    /** Writes one transaction by chance; it counts as acknowledged when the server has said so. */
    void write(Session session, Random random) {
        long id = next.incrementAndGet();
        int rows = random.nextInt(3) == 0 ? 1 : 2 + random.nextInt(ACCOUNTS - 1);
        begun.put(id, rows);
        if (random.nextBoolean()) {
            session.update("insert into entry values " + String.join(", ", rows(id, rows)));
        } else {
            session.transaction(() -> rows(id, rows)
                    .forEach(values -> session.update("insert into entry values " + values)));
        }
        acknowledged.put(id, rows);
    }

    private static List<String> rows(long id, int rows) {
        return IntStream.range(0, rows).mapToObj(part -> "(" + (id + part) % ACCOUNTS + ", " + id + ", " + part + ")")
                .collect(Collectors.toList());
    }

    /** How many transactions were acknowledged so far. */
    int acknowledged() {
        return acknowledged.size();
    }

    /** What is wrong with the rows that are there: lost, doubled, or some of a transaction and not all. */
    Audit audit(Session session) {
        Map<Long, Integer> found = new ConcurrentHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Rows.Row row : session.query(
                "select id, count(*) as rows, count(distinct part) as parts from entry group by id")) {
            found.put(row.number("id"), row.integer("parts"));
            if (row.number("rows") != row.number("parts")) {
                wrong.add("doubled: " + row);
            }
        }
        acknowledged.forEach((id, rows) -> {
            if (!rows.equals(found.getOrDefault(id, 0))) {
                wrong.add("lost: of " + rows + " rows of transaction " + id + " there are " + found.getOrDefault(id, 0));
            }
        });
        long partial = begun.keySet().stream().filter(id -> !acknowledged.containsKey(id) && found.containsKey(id))
                .filter(id -> !found.get(id).equals(begun.get(id))).count();
        return new Audit(wrong, partial);
    }

    /** @param partial transactions without an acknowledgement of which some rows are there and some are not */
    record Audit(List<String> wrong, long partial) {
    }

    /** True if the copies of the reference table are alike on all nodes. */
    static boolean copiesAreAlike(Session session) {
        return session.query("select count(distinct result) from run_command_on_placements('rate', "
                + "'select count(*) || '' '' || coalesce(sum(id), 0) from %s')").singleNumber() == 1;
    }

    /** Waits for what two-phase commit left open, where there is one. */
    static void recover(Session session) {
        if (session.query("select to_regprocedure('recover_prepared_transactions()') is not null").single().equals(true)) {
            session.query("select recover_prepared_transactions()");
        }
    }
}

package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import shardlab.NodeName;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.measure.Durations;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * Two transfers between the same two accounts, in opposite directions at the same time: each holds what the other waits for.
 *
 * @param waiting how many transactions wait for a lock, worker by worker
 * @param victim  which of the two was ended: {@code the first}, {@code the second}, or {@code neither}
 * @param error   what its client was told
 * @param waited  how long both waited
 */
public record TransferDeadlock(Map<String, Integer> waiting, String victim, String error, Duration waited) {

    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final Duration WITHOUT_DETECTION = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    /** Makes it happen, and ends it by itself where nobody else does soon. */
    static TransferDeadlock make(Cluster cluster, TransferPair pair) {
        boolean found = cluster.can(Capability.DISTRIBUTED_DEADLOCK_DETECTION);
        try (var first = new TransferSession(cluster.session(), "first transfer");
                var second = new TransferSession(cluster.session(), "second transfer");
                Session watch = cluster.session()) {
            first.run(session -> take(session, pair));
            second.run(session -> take(session, pair.back()));
            long start = System.nanoTime();
            var gives = List.of(first.start(session -> give(session, pair)),
                    second.start(session -> give(session, pair.back())));
            Map<String, Integer> waiting = waiting(watch, gives);
            return ended(gives, waiting, start, found ? LONGEST : WITHOUT_DETECTION);
        }
    }

    private static void take(Session session, TransferPair pair) {
        session.execute("begin");
        session.update(TransferTables.sql("take"), 1, pair.fromBranch(), pair.fromId());
    }

    private static void give(Session session, TransferPair pair) {
        session.update(TransferTables.sql("give"), 1, pair.toBranch(), pair.toId());
    }

    /** Looks until two wait, or one has been ended already. */
    private static Map<String, Integer> waiting(Session watch, List<Future<Optional<SqlException>>> gives) {
        Map<String, Integer> waiting = new LinkedHashMap<>();
        do {
            watch.query(TransferTables.sql("waits")).forEach(row -> waiting.put(NodeName.of(row.integer("group_id")),
                    row.integer("waiting")));
        } while (waiting.values().stream().mapToInt(Integer::intValue).sum() < 2
                && gives.stream().noneMatch(Future::isDone));
        return waiting;
    }

    private static TransferDeadlock ended(List<Future<Optional<SqlException>>> gives, Map<String, Integer> waiting,
            long start, Duration patience) {
        List<String> names = List.of("the first", "the second");
        while (System.nanoTime() - start < patience.toNanos()) {
            for (int i = 0; i < gives.size(); i++) {
                Optional<SqlException> error = TransferSession.await(gives.get(i), BETWEEN_LOOKS_MILLIS)
                        .flatMap(result -> result);
                if (error.isPresent()) {
                    return new TransferDeadlock(waiting, names.get(i), error.get().what() + " ("
                            + error.get().sqlState() + ")", Duration.ofNanos(System.nanoTime() - start));
                }
            }
        }
        return new TransferDeadlock(waiting, "neither", "", Duration.ofNanos(System.nanoTime() - start));
    }

    /** True if somebody found it. */
    public boolean found() {
        return !victim.equals("neither");
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        waiting.forEach((node, number) -> lines.add(node + ": " + (number == 0 ? "nobody waits"
                : number == 1 ? "one transaction waits" : number + " transactions wait")));
        lines.add(found() ? victim + " was ended after " + Durations.text(waited) + ": " + error
                : "after " + Durations.text(waited) + " both still waited, and were stopped");
        return String.join("\n", lines);
    }
}

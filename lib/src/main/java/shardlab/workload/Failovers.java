package shardlab.workload;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.cluster.SecondCluster;
import shardlab.sql.Server;
import shardlab.sql.Session;

/**
 * Workers of a second cluster that die for good while a client writes to them, and whose standbys take their places. Just
 * before that, the standby is cut off from its worker, so that there is something to lose.
 */
public final class Failovers {

    private static final long WRITING_MILLIS = 600;
    private static final int STEPS = 4;

    private final SecondCluster second;
    private final FailureTables tables;
    private final Progress progress;

    /**
     * @param second it is left with the standby in the worker's place
     * @param tables of the first cluster, which the second has too
     */
    public Failovers(SecondCluster second, FailureTables tables, Progress progress) {
        this.second = second;
        this.tables = tables;
        this.progress = progress;
    }

    /**
     * One of them.
     *
     * @param worker      its name; its states are written to
     * @param synchronous true if it shall wait for its standby before it acknowledges a commit
     */
    public Failover run(String worker, boolean synchronous) {
        FailurePlace place = tables.anyOn(worker);
        Node node = second.cluster().node(place.groupId());
        progress.report("a standby for " + worker, 0, STEPS, "steps");
        Server standby = second.standby(node);
        try (var watch = new CrashWatch(second.cluster())) {
            replicate(watch, node, synchronous);
            Run run = new Run(watch, node, standby);
            try (var client = new FailoverClient(second.cluster(), place.state())) {
                run.through(client);
            }
            return run.report(place.state(), synchronous);
        }
    }

    private void replicate(CrashWatch watch, Node node, boolean synchronous) {
        Session primary = watch.on(node);
        watch.until("the standby to stream", () -> primary.query(FailureTables.sql("streaming")).singleNumber() > 0);
        if (synchronous) {
            primary.execute(FailureTables.sql("wait_for_standby"));
            primary.query("select pg_reload_conf()");
            watch.until("the standby to be synchronous", () ->
                    primary.query(FailureTables.sql("synchronous")).singleNumber() > 0);
        }
    }

    /** The moments of one of them, by {@link System#nanoTime()}. */
    private final class Run {
        private final CrashWatch watch;
        private final Node node;
        private final Server standby;
        private List<FailoverClient.Ack> acks;
        private long cut;
        private long killed;
        private long promoted;
        private long told;

        private Run(CrashWatch watch, Node node, Server standby) {
            this.watch = watch;
            this.node = node;
            this.standby = standby;
        }

        private void through(FailoverClient client) {
            watch.until("the client to write", () -> !client.acks().isEmpty());
            CrashWatch.pause("writes", WRITING_MILLIS);
            progress.report(node.name() + " dies", 1, STEPS, "steps");
            try (Session there = Session.open(standby)) {
                cut(there);
                CrashWatch.pause("writes", WRITING_MILLIS);
                killed = System.nanoTime();
                second.cluster().kill(node);
                watch.forget(node);
                there.query(FailureTables.sql("promote"));
                promoted = System.nanoTime();
            }
            progress.report("all nodes are told", 2, STEPS, "steps");
            second.citusUpdateNode(node, standby);
            told = System.nanoTime();
            watch.until("the client to write again", () -> client.writtenSince(told));
            CrashWatch.pause("writes", WRITING_MILLIS);
            acks = client.acks();
            progress.report("the client goes on", STEPS, STEPS, "steps");
        }

        private void cut(Session there) {
            there.execute(FailureTables.sql("cut_stream"));
            there.query("select pg_reload_conf()");
            watch.until("the stream to end", () -> there.query(FailureTables.sql("receiving")).singleNumber() == 0);
            cut = System.nanoTime();
        }

        private Failover report(String state, boolean synchronous) {
            long start = acks.get(0).nanos();
            Set<Long> there = sold(state);
            List<Failover.Acked> writes = acks.stream().map(ack -> new Failover.Acked(
                    Duration.ofNanos(ack.nanos() - start), !there.contains(ack.id()))).toList();
            return new Failover(synchronous, node.name(), writes, Duration.ofNanos(cut - start),
                    Duration.ofNanos(killed - start), Duration.ofNanos(promoted - start), Duration.ofNanos(told - start));
        }
    }

    private Set<Long> sold(String state) {
        Cluster cluster = second.cluster();
        try (Session session = cluster.session()) {
            return session.query(FailureTables.sql("sold"), state).stream().map(row -> row.number("id"))
                    .collect(Collectors.toSet());
        }
    }
}

package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.cluster.Link;
import shardlab.cluster.Network;
import shardlab.sql.Rows;
import shardlab.sql.Session;

/**
 * Payments under each of which a node is killed, at a moment that is drawn; the client tries again until it is told that the
 * payment is made. Each is made in two ways at a time: with a key of its own, and without.
 */
final class Retries {

    /** Of so many kills one takes the whole server; the others kill a process, after which PostgreSQL recovers by itself. */
    private static final List<RetryMoment> MOMENTS = List.of(RetryMoment.values());
    private static final int SERVER_EVERY = 10;

    private final Cluster cluster;
    private final FailureTables tables;
    private final Progress progress;

    Retries(Cluster cluster, FailureTables tables, Progress progress) {
        this.cluster = cluster;
        this.tables = tables;
        this.progress = progress;
    }

    RetryReport run(int kills, long seed) {
        long start = System.nanoTime();
        List<RetryKill> all = new ArrayList<>();
        try (Network network = Network.open(cluster, Link.LOOPBACK); var watch = new CrashWatch(cluster)) {
            var site = new CrashSite(cluster, network, watch);
            var dice = new Random(seed);
            while (all.size() < kills) {
                progress.report("kills", all.size(), kills, "kills");
                all.add(round(site, dice, all.size()).run());
            }
            progress.report("kills", kills, kills, "kills");
        }
        return report(all, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Every moment comes as often as any other; which state is paid for is drawn. */
    private RetryRound round(CrashSite site, Random dice, int number) {
        RetryMoment moment = MOMENTS.get(number % MOMENTS.size());
        FailurePlace place = tables.places().get(dice.nextInt(tables.places().size()));
        return new RetryRound(site, moment, kind(moment, number), place, number + 1L);
    }

    private static CrashKind kind(RetryMoment moment, int number) {
        return moment == RetryMoment.DOWN_BEFORE || number % SERVER_EVERY == SERVER_EVERY - 1 ? CrashKind.SERVER
                : CrashKind.PROCESS;
    }

    private RetryReport report(List<RetryKill> all, Duration took) {
        try (Session session = cluster.session()) {
            Rows.Row row = session.query(FailureTables.sql("payments")).row(0);
            return new RetryReport(List.copyOf(all), row.number("plain_rows"), row.number("plain_requests"),
                    row.number("keyed_rows"), row.number("keyed_requests"), took);
        }
    }
}

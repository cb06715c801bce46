package shardlab.workload;

import java.time.Duration;
import java.util.List;
import shardlab.cluster.Cluster;
import shardlab.cluster.Link;
import shardlab.cluster.Network;
import shardlab.cluster.Way;
import shardlab.sql.Session;

/**
 * A client that takes nothing any more, while its machine goes on acknowledging what arrives: whether the coordinator, told
 * to look by keepalives and {@code tcp_user_timeout}, ends its session, and after how long.
 */
final class VanishedClient {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int LARGE_MEGABYTES = 64;
    private static final long LOOK_MILLIS = 20;

    private final Cluster cluster;

    VanishedClient(Cluster cluster) {
        this.cluster = cluster;
    }

    List<Said> run() {
        try (Network network = Network.open(cluster, Link.LOOPBACK); var watch = new CrashWatch(cluster)) {
            var site = new CrashSite(cluster, network, watch);
            return List.of(vanish(site, 1), vanish(site, LARGE_MEGABYTES));
        }
    }

    private Said vanish(CrashSite site, int megabytes) {
        Session client = site.client();
        long backend = client.query(CrashWatch.sql("backend")).singleNumber();
        client.execute(FailureTables.sql("watchful"));
        try (var session = new TransferSession(client, "vanished client")) {
            site.hold(site.coordinator(), Way.FROM_NODE);
            var unused = session.start(each -> each.query(FailureTables.sql("large_answer"), megabytes));
            Said seen = Said.of("a client that takes nothing, an answer of " + megabytes + " MB", () -> seen(site, backend));
            site.loseWhatIsHeld(site.coordinator());
            return seen;
        }
    }

    private static String seen(CrashSite site, long backend) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (site.watch().isGone(site.coordinator(), backend)) {
                return "the server has ended the session";
            }
            CrashWatch.pause("a session to end", LOOK_MILLIS);
        }
        return "the session is there still";
    }
}

package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.cluster.Link;
import shardlab.cluster.Network;
import shardlab.cluster.Node;
import shardlab.cluster.Way;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * A worker that is cut off, one that says nothing any more, and one that is slow: what a client is told, and when. A node
 * that is silent here is one whose bytes are held back; its kernel, or rather the proxy's, goes on acknowledging them.
 */
final class Silence {

    private static final Duration SILENT = Duration.ofSeconds(3);
    private static final Duration SLOW = Duration.ofMillis(200);

    private final Cluster cluster;
    private final FailureTables tables;
    private final Progress progress;
    private final List<Said> said = new ArrayList<>();

    Silence(Cluster cluster, FailureTables tables, Progress progress) {
        this.cluster = cluster;
        this.tables = tables;
        this.progress = progress;
    }

    List<Said> run() {
        try (Network network = Network.open(cluster, Link.LOOPBACK); var watch = new CrashWatch(cluster)) {
            var site = new CrashSite(cluster, network, watch);
            FailurePlace place = tables.anyOn(tables.fullestWorker());
            Node worker = site.ofGroup(place.groupId());
            step(0);
            slow(site, worker, place);
            step(1);
            cut(site, worker, place);
            step(2);
            silent("silent in the middle; nothing set", site, worker, place, connected(site));
            step(3);
            silent("silent in the middle; statement_timeout = 1s", site, worker, place,
                    connected(site).prepared(session -> session.execute(FailureTables.sql("statement_soon"))));
            step(4);
            silent(connecting(), site, worker, place,
                    site.client().prepared(session -> session.execute(FailureTables.sql("connect_soon"))));
            step(5);
            return List.copyOf(said);
        }
    }

    private void step(int number) {
        progress.report("silence", number, 5, "steps");
    }

    private String connecting() {
        return "silent to a new connection; " + (cluster.can(Capability.CITUS_SETTINGS)
                ? "citus.node_connection_timeout = 1s" : "nothing set");
    }

    private Session connected(CrashSite site) {
        return site.client().prepared(session -> session.query(FailureTables.sql("read_all")));
    }

    private void slow(CrashSite site, Node worker, FailurePlace place) {
        try (Session session = connected(site); Cleaning again = () -> site.network().set(worker.name(), Link.LOOPBACK)) {
            site.network().set(worker.name(), Link.of(SLOW, 0));
            said.add(Said.of("slow: " + SLOW.toMillis() + " ms there and back", OutageStatements.read(session, place)));
        }
    }

    /** Cut while the answer is under way; the clock starts then. */
    private void cut(CrashSite site, Node worker, FailurePlace place) {
        try (var session = new TransferSession(connected(site), "cut off"); Cleaning pass = site::passEverything;
                Cleaning again = () -> site.network().set(worker.name(), Link.LOOPBACK)) {
            site.hold(worker, Way.FROM_NODE);
            Future<Optional<SqlException>> end = session.start(reading(place));
            TransferSession.await(end, SILENT.toMillis() / 6);
            said.add(Said.of("cut off in the middle", () -> {
                site.network().cut(worker.name());
                return ended(end);
            }));
        }
    }

    private static Consumer<Session> reading(FailurePlace place) {
        return session -> session.query(FailureTables.sql("read"), place.state());
    }

    private static String ended(Future<Optional<SqlException>> end) {
        TransferSession.await(end, Long.MAX_VALUE).orElseThrow().ifPresent(error -> {
            throw error;
        });
        return "answered";
    }

    /** Whatever becomes of the statement, the silence ends after a while. */
    private void silent(String asked, CrashSite site, Node worker, FailurePlace place, Session session) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Silence::daemon);
        try (session; Cleaning end = clock::shutdownNow; Cleaning pass = site::passEverything) {
            site.hold(worker, Way.TO_NODE);
            site.hold(worker, Way.FROM_NODE);
            var passing = clock.schedule(site::passEverything, SILENT.toMillis(), TimeUnit.MILLISECONDS);
            said.add(Said.of(asked + " (for " + SILENT.toSeconds() + " s)", OutageStatements.read(session, place)));
            passing.cancel(false);
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "end of a silence");
        thread.setDaemon(true);
        return thread;
    }
}

package shardlab.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Session;

/** A cluster that is watched is seen as it is, whatever happens to its servers, and nobody waits for the watch. */
class ClusterWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MOVE = """
            select citus_move_shard_placement(s.shardid, f.nodename, f.nodeport, t.nodename, t.nodeport, 'block_writes')
              from pg_dist_shard s join pg_dist_placement p using (shardid) join pg_dist_node f using (groupid)
              join pg_dist_node t on t.groupid = f.groupid %% 4 + 1
             where s.logicalrelid = 'watched.sale'::regclass order by s.shardid limit 1""".replace("%%", "%");

    private static final Cluster CLUSTER = TestClusters.embedded();

    @BeforeAll
    static void fill() {
        try (Session session = CLUSTER.session()) {
            session.execute("create schema watched");
            session.execute("create table watched.sale (id bigint primary key, amount int)");
            session.query("select create_distributed_table('watched.sale', 'id', shard_count := 8)");
            session.execute("insert into watched.sale select i, i from generate_series(1, 1000) i");
        }
    }

    @AfterAll
    static void drop() {
        try (Session session = CLUSTER.session()) {
            session.execute("drop schema watched cascade");
        }
    }

    private static ClusterWatch begin() {
        return ClusterWatch.begin(TestClusters.settings("embedded"), Duration.ofMillis(250), each -> { });
    }

    @Test
    void theFirstLookHasNodesShardsAndBytes() {
        try (var watch = begin()) {
            assertThat(watch.look().nodes()).extracting(NodeLook::node)
                    .containsExactlyElementsOf(CLUSTER.nodes().stream().map(Node::name).toList());
            assertThat(watch.look().shards()).extracting(ShardLook::table).contains("watched.sale");
            assertThat(watch.look().bytesOf("worker-1")).isPositive();
            assertThat(watch.text(120)).contains("worker-1", "shards by hash", "timeline");
        }
    }

    @Test
    void whoWaitsForWhomIsFollowedToTheClientsThatBeganIt() throws Exception {
        try (var watch = begin(); Session forgotten = CLUSTER.session(); Session waits = CLUSTER.session()) {
            long cause = forgotten.query("select pg_backend_pid()").singleNumber();
            forgotten.execute("begin");
            forgotten.execute("update watched.sale set amount = 0 where id = 1");
            var waiting = CompletableFuture.runAsync(() ->
                    waits.execute("update watched.sale set amount = amount + 1 where id = 1"));
            WaitLook wait = await(watch, look -> !look.waits().isEmpty()).waits().get(0);
            assertThat(wait.blocking().pid()).isEqualTo(cause);
            assertThat(wait.blocking().idleInTransaction()).isTrue();
            assertThat(wait.waiting().node()).isEqualTo("coordinator");
            assertThat(wait.waiting().query()).contains("amount + 1");
            forgotten.execute("rollback");
            waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            await(watch, look -> look.waits().isEmpty());
        }
    }

    @Test
    void aShardThatHasMovedIsInTheTimeline() {
        try (var watch = begin(); Session session = CLUSTER.session()) {
            session.query(MOVE);
            awaitEvent(watch, "now, and was on");
        }
    }

    @Test
    void theLastPictureShowsTheClusterAsItWasWhenTheWatchWasEnded() {
        try (var watch = ClusterWatch.begin(TestClusters.settings("embedded"), Duration.ofMinutes(5), each -> { });
                Session session = CLUSTER.session()) {
            session.query(MOVE);
            assertThat(watch.timeline()).noneMatch(event -> event.what().contains("now, and was on"));
            watch.close();
            assertThat(watch.timeline()).anyMatch(event -> event.what().contains("now, and was on"));
        }
    }

    @Test
    void aNodeThatIsDownIsShownAsSuchAndComesBack() {
        Node worker = CLUSTER.node(2);
        try (var watch = begin()) {
            CLUSTER.kill(worker);
            await(watch, look -> look.nodes().stream().anyMatch(node -> node.node().equals("worker-2") && !node.answers()));
            assertThat(watch.text(120)).contains("worker-2     DOWN");
            CLUSTER.restart(worker);
            await(watch, look -> look.nodes().stream().allMatch(NodeLook::answers));
            assertThat(watch.goesOn()).isTrue();
        }
    }

    @Test
    void aCoordinatorThatRestartsIsWatchedAgain() {
        Node coordinator = CLUSTER.node(0);
        try (var watch = begin()) {
            CLUSTER.kill(coordinator);
            await(watch, look -> !look.trouble().isEmpty());
            CLUSTER.restart(coordinator);
            await(watch, look -> look.trouble().isEmpty() && look.nodes().stream().allMatch(NodeLook::answers));
            assertThat(watch.goesOn()).isTrue();
        }
    }

    @Test
    void aClusterThatGoesDownEndsTheWatchInWords() throws Exception {
        List<Node> nodes = CLUSTER.nodes();
        try (var watch = begin()) {
            nodes.forEach(CLUSTER::kill);
            watch.await();
            assertThat(watch.goesOn()).isFalse();
            assertThat(watch.end()).startsWith("the cluster is down: ");
            assertThat(watch.text(120)).contains("no node answers");
        } finally {
            nodes.forEach(CLUSTER::restart);
        }
    }

    private static ClusterLook await(ClusterWatch watch, Predicate<ClusterLook> seen) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ClusterLook look = watch.look();
        while (!seen.test(look) && System.nanoTime() < end) {
            pause();
            look = watch.look();
        }
        assertThat(seen.test(look)).as("seen at last: %s", look).isTrue();
        return look;
    }

    private static void awaitEvent(ClusterWatch watch, String what) {
        await(watch, look -> watch.timeline().stream().anyMatch(event -> event.what().contains(what)));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}

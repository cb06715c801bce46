package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * A server of the embedded engine that is killed in the middle of a rebalance: what has moved stays moved, no row is lost,
 * the catalog tells where each shard is, and the next rebalance finishes.
 */
class KilledRebalanceTest {

    private static final Cluster CLUSTER = TestClusters.embedded();
    private static final long PATIENCE_SECONDS = 60;
    private static final String NEW_SHARDS = """
            select citus_set_node_property(nodename, nodeport, 'shouldhaveshards', %s) from pg_dist_node
             where groupid > 0 and groupid < (select max(groupid) from pg_dist_node)""";
    private static final String REBALANCE = "select rebalance_table_shards('killed.t', "
            + "rebalance_strategy := 'by_shard_count', shard_transfer_mode := 'block_writes')";
    private static final String SHARDS_OF_NODES = """
            select (select count(*) from pg_dist_placement p join pg_dist_shard s using (shardid)
                     where p.groupid = n.groupid and s.logicalrelid = 'killed.t'::regclass)
              from pg_dist_node n where groupid > 0 order by nodeid""";
    private static final List<String> EVEN = List.of("2", "2", "2", "2");

    @BeforeEach
    void allShardsAreOnTheLastWorker() {
        try (Session session = CLUSTER.session()) {
            session.execute("create schema killed");
            session.execute("create table killed.t (id int primary key, v int)");
            session.execute("create table killed.d (id int, line int, primary key (id, line))");
            session.query(NEW_SHARDS.formatted(false));
            session.query("select create_distributed_table('killed.t', 'id', shard_count := 8, colocate_with := 'none')");
            session.query("select create_distributed_table('killed.d', 'id', colocate_with := 'killed.t')");
            session.query(NEW_SHARDS.formatted(true));
            session.execute("insert into killed.t select i, i from generate_series(1, 1000) i");
            session.execute("insert into killed.d select id, 1 from killed.t");
        }
    }

    @AfterEach
    void drop() {
        try (Session session = CLUSTER.session()) {
            session.execute("drop schema if exists killed cascade");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "worker-4"})
    void noRowIsLostAndTheNextRebalanceFinishes(String name) throws Exception {
        Node victim = CLUSTER.nodes().stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
        try (Session asking = CLUSTER.session(); Session looking = CLUSTER.session()) {
            assertThat(lines(looking, SHARDS_OF_NODES)).containsExactly("0", "0", "0", "8");
            var rebalance = CompletableFuture.runAsync(() -> asking.query(REBALANCE));
            awaitTheFirstMove(looking, rebalance);
            CLUSTER.kill(victim);
            assertThat(catchThrowable(() -> rebalance.get(PATIENCE_SECONDS, TimeUnit.SECONDS)))
                    .hasCauseInstanceOf(SqlException.class);
        } finally {
            CLUSTER.restart(victim);
        }
        try (Session after = CLUSTER.session()) {
            assertThat(lines(after, SHARDS_OF_NODES)).isNotEqualTo(EVEN).doesNotContain("8");
            assertNothingIsLost(after);
            after.query(REBALANCE);
            assertThat(lines(after, SHARDS_OF_NODES)).isEqualTo(EVEN);
            assertNothingIsLost(after);
        }
    }

    private static void awaitTheFirstMove(Session looking, CompletableFuture<?> rebalance) throws InterruptedException {
        while (!rebalance.isDone() && lines(looking, SHARDS_OF_NODES).contains("8")) {
            Thread.sleep(5);
        }
        assertThat(rebalance).as("it still has shards to move").isNotDone();
    }

    /** By the tables, and by each shard where the catalog has it; after a cleaning no worker has any other. */
    private static void assertNothingIsLost(Session session) {
        assertThat(lines(session,
                "select count(*) || ' ' || sum(v) || ' ' || sum(line) from killed.t join killed.d using (id)"))
                .containsExactly("1000 500500 1000");
        for (String table : List.of("killed.t", "killed.d")) {
            assertThat(lines(session, "select count(*) || ' ' || sum(result::bigint) from run_command_on_shards('" + table
                    + "', 'select count(*) from %s') where success")).containsExactly("8 1000");
        }
        session.execute("call citus_cleanup_orphaned_resources()");
        assertThat(lines(session, """
                select sum(result::bigint) from run_command_on_workers($$
                    select count(*) from pg_class where relnamespace = to_regnamespace('killed') and relkind = 'r' $$)"""))
                .containsExactly("16");
    }

    private static List<String> lines(Session session, String sql) {
        return session.query(sql).stream().map(row -> String.valueOf(row.values().get(0))).toList();
    }
}

package shardlab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.cluster.Node;
import shardlab.sql.Session;

/** A lesson about skew leaves the cluster as it was, also when it is broken off; what it measures loses nothing. */
class RebalancingTest {

    private static final String REBALANCE = "select rebalance_table_shards('skew.visit', rebalance_strategy := "
            + "'by_shard_count', shard_transfer_mode := 'block_writes')";

    static Stream<Cluster> clusters() {
        return Stream.concat(Stream.of(TestClusters.embedded()), TestClusters.installed().stream());
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void oneMoreWorkerTakesShardsWhileWritesGoOnAndGoesAgain(Cluster cluster) {
        int workers = cluster.workers().size();
        try (var rebalancing = Rebalancing.begin(cluster, Progress.SILENT)) {
            createVisit(cluster, 8 * workers);
            Node added = rebalancing.addWorker().orElseThrow();
            assertThat(cluster.workers()).hasSize(workers + 1);
            RebalanceRun[] run = new RebalanceRun[1];
            WriteLatency writes = rebalancing.writesDuring("rebalance", "TX",
                    () -> run[0] = rebalancing.watch(REBALANCE));
            assertThat(run[0].looks()).isNotEmpty();
            assertThat(writes.longestMillis()).isPositive();
            try (Session session = cluster.session()) {
                assertThat(session.query("select count(*) from skew.visit").singleNumber())
                        .isEqualTo(writes.writes().size());
                assertThat(session.query("select count(*) from pg_dist_placement where groupid = " + added.groupId()
                        + " and shardid in (select shardid from pg_dist_shard where logicalrelid = 'skew.visit'::regclass)")
                        .singleNumber()).isPositive();
            }
        }
        assertThat(cluster.workers()).hasSize(workers);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void whatABrokenOffRunLeftIsUndoneOnceNobodyIsAtIt(Cluster cluster) {
        int workers = cluster.workers().size();
        var brokenOff = Rebalancing.begin(cluster, Progress.SILENT);
        createVisit(cluster, 2 * workers);
        Node added = brokenOff.addWorker().orElseThrow();
        try (Session session = cluster.session()) {
            session.query("select citus_move_shard_placement(min(p.shardid), min(n.nodeid), " + added.nodeId() + ", "
                    + "'block_writes') from pg_dist_placement p join pg_dist_node n using (groupid) where p.shardid = "
                    + "(select min(shardid) from pg_dist_shard where logicalrelid = 'skew.visit'::regclass)");
        }
        assertThatThrownBy(() -> Rebalancing.begin(cluster, Progress.SILENT)).isInstanceOf(LabException.class)
                .hasMessageContaining("another notebook");
        Rebalancing.sweep(cluster);
        assertThat(cluster.workers()).hasSize(workers + 1);

        brokenOff.abandon();
        Rebalancing.sweep(cluster);
        assertThat(cluster.workers()).hasSize(workers);
        try (Session session = cluster.session()) {
            assertThat(session.query("select count(*) from pg_namespace where nspname like 'skew%'").singleNumber())
                    .isZero();
        }
    }

    private static void createVisit(Cluster cluster, int shards) {
        try (Session session = cluster.session()) {
            session.execute("create table skew.visit (state text, visit_id bigint, primary key (state, visit_id))");
            session.query("select create_distributed_table('skew.visit', 'state', colocate_with := 'none', shard_count := "
                    + shards + ")");
        }
    }
}

package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Backup;
import shardlab.cluster.HealthCell;
import shardlab.cluster.Node;
import shardlab.cluster.SecondCluster;
import shardlab.engine.Engine;
import shardlab.engine.Engines;
import shardlab.workload.Failover;
import shardlab.workload.Failovers;
import shardlab.workload.FailureTables;
import shardlab.workload.TableSum;

/** A backup of all nodes, a second cluster restored from it, and standbys that take workers' places there. */
class BackupContractTest extends ClusterContract {

    private FailureTables tables;

    @BeforeEach
    void makeTables() {
        if (session != null) {
            tables = FailureTables.make(engine.cluster(), 10, Progress.SILENT);
        }
    }

    @AfterEach
    void dropTables() {
        if (tables != null) {
            tables.close();
        }
    }

    @Test
    void aRestorePointIsMadeOnTheCoordinator() {
        assertThat(text("select citus_create_restore_point('contract')::text")).matches("[0-9A-F]+/[0-9A-F]+");
    }

    @Test
    void aSecondClusterHasWhatWasThereAtTheRestorePointAndItsStandbysLoseNothingIfTheirWorkersWaitForThem() {
        assumeThat(Backup.possible(engine.cluster())).as("%s cannot be copied", engine).isTrue();
        List<Node> before = engine.cluster().nodes();
        try (Backup backup = Backup.begin(engine.cluster(), Progress.SILENT)) {
            run("insert into failure_lab.sale (state, id, amount) values ('CA', 500, 7), ('OH', 500, 7)");
            List<TableSum> sums = TableSum.all(engine.cluster());
            backup.citusCreateRestorePoint("before_the_mistake");
            run("delete from failure_lab.sale where state = 'CA'");
            try (SecondCluster second = backup.restore(Progress.SILENT)) {
                assertThat(TableSum.all(second.cluster())).isEqualTo(sums).isNotEqualTo(TableSum.all(engine.cluster()));
                assertThat(second.cluster().health()).hasSameSizeAs(engine.cluster().health()).allMatch(HealthCell::ok);
                assertThat(second.cluster().nodes()).doesNotContainAnyElementsOf(before);
                assertThat(here().besides()).contains("coordinator", "worker-1");
                assertThatStandbysTakeOver(second);
            }
        }
        assertThat(here().besides()).isEmpty();
        assertThat(engine.cluster().nodes()).isEqualTo(before);
    }

    private void assertThatStandbysTakeOver(SecondCluster second) {
        List<String> workers = tables.places().stream().map(place -> place.node()).distinct().toList();
        var failovers = new Failovers(second, tables, Progress.SILENT);
        assertThat(failovers.run(workers.get(0), false)).extracting(Failover::lost).isNotEqualTo(0L);
        assertThat(failovers.run(workers.get(1), true)).extracting(Failover::lost).isEqualTo(0L);
    }

    private Engine here() {
        return Engines.named(TestClusters.settings(engine.toString()), engine.toString());
    }
}

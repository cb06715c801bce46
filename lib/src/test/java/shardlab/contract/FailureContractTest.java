package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.HealthCell;
import shardlab.cluster.Network;
import shardlab.workload.FailureTables;
import shardlab.workload.Failures;
import shardlab.workload.Outage;
import shardlab.workload.RetryKill;
import shardlab.workload.RetryMoment;
import shardlab.workload.RetryReport;
import shardlab.workload.Said;

/** What is answered while a node is down, what is refused, and that nothing is lost. */
class FailureContractTest extends ClusterContract {

    private FailureTables tables;
    private Failures failures;

    @BeforeEach
    void makeTables() {
        if (session != null) {
            tables = FailureTables.make(engine.cluster(), 10, Progress.SILENT);
            failures = new Failures(engine.cluster(), tables, Progress.SILENT);
        }
    }

    @AfterEach
    void dropTables() {
        if (tables != null) {
            session = engine.reopenSession();
            tables.close();
        }
    }

    @Test
    void aLostWorkerTakesItsOwnStatesAlongAndWhateverNeedsAllNodes() {
        Outage outage = failures.worker(tables.fullestWorker());

        assertThat(outage.othersAnswered()).isTrue();
        assertThat(outage.answers()).extracting(line -> line.count()).containsExactly(10L, 10 - outage.statesThere(),
                10 - outage.statesThere(), 10L);
        assertThat(outage.said()).filteredOn(Said::answered).extracting(Said::told)
                .containsExactly("10 rows", "1 row");
        assertThat(outage.said()).filteredOn(Predicate.not(Said::answered)).extracting(Said::sqlState)
                .allMatch(state -> state.startsWith("08") || state.startsWith("57"));
        assertThat(outage.health()).filteredOn(cell -> !cell.ok())
                .allMatch(cell -> cell.from().equals(outage.node()) || cell.to().equals(outage.node())).hasSize(9);
        assertThat(outage.lost()).isZero();
        assertThat(outage.after().coupons()).isEqualTo(1);
        assertThat(engine.cluster().health()).allMatch(HealthCell::ok);
        assertThat(lines("select result from run_command_on_workers('select count(*) from pg_indexes "
                + "where indexname like ''sale_amount%''')")).containsOnly("0");
    }

    @Test
    void withoutACoordinatorAWorkerAnswersWhereWorkersKnowTheTables() {
        List<Said> said = failures.coordinator();

        boolean anyNode = engine.can(Capability.QUERIES_THROUGH_WORKERS);
        assertThat(said).extracting(Said::answered).containsExactly(false, anyNode, anyNode, anyNode, false, false, true);
        assertThat(said.get(0).sqlState()).isEqualTo("08001");
        assertThat(engine.cluster().health()).allMatch(HealthCell::ok);
        assertThat(tables.contents().coupons()).isEqualTo(1);
    }

    /** One kill at each moment; a hundred are in CrashesTest. */
    @Test
    void aPaymentThatIsTriedAgainIsDoubledUnlessItHasAKeyOfItsOwn() {
        assumeThat(Network.possible(engine.cluster())).as("%s has no network to hold back", engine).isTrue();
        RetryReport report = failures.retries(RetryMoment.values().length, 1);

        assertThat(report.kills()).extracting(RetryKill::moment).containsExactly(RetryMoment.values());
        assertThat(report.kills()).extracting(RetryKill::done).containsExactly(false, false, false, true, true);
        assertThat(report.kills()).extracting(RetryKill::sqlState).doesNotContain("");
        assertThat(report.doubled()).isEqualTo(2);
        assertThat(report.doubledByRequest()).isZero();
        assertThat(report.lost()).isZero();
        assertThat(engine.cluster().health()).allMatch(HealthCell::ok);
    }

    @Test
    void aNodeThatIsCutOffIsAnErrorAndOneThatIsSilentIsWaitedFor() {
        assumeThat(Network.possible(engine.cluster())).as("%s has no network to hold back", engine).isTrue();
        List<Said> said = failures.silence();

        boolean limit = engine.can(Capability.CITUS_SETTINGS);
        assertThat(said).extracting(Said::answered).containsExactly(true, false, true, false, !limit);
        assertThat(said.get(1).sqlState()).startsWith("08");
        assertThat(said.get(3).sqlState()).isEqualTo("57014");
        assertThat(said.get(4).sqlState()).isEqualTo(limit ? "08006" : "");
        assertThat(engine.cluster().health()).allMatch(HealthCell::ok);
    }

    @Test
    void keepalivesDoNotNoticeAClientThatTakesNothingAndTheUserTimeoutDoesOnceItsBuffersAreFull() {
        assumeThat(Network.possible(engine.cluster())).as("%s has no network to hold back", engine).isTrue();
        assertThat(failures.vanishedClient()).extracting(Said::told)
                .containsExactly("the session is there still", "the server has ended the session");
    }

    @Test
    void aNodeIsBackAfterWorkThatFailedAndAnInterruptionWaitsForIt() {
        String node = tables.fullestWorker();
        assertThatThrownBy(() -> failures.whileDown(node, () -> {
            assertThat(engine.cluster().answers(engine.cluster().node(tables.anyOn(node).groupId()))).isFalse();
            Thread.currentThread().interrupt();
            throw new LabException("stopped", null);
        })).hasMessage("stopped");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(engine.cluster().health()).allMatch(HealthCell::ok);
    }
}

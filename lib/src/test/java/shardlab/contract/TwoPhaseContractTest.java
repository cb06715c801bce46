package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Network;
import shardlab.sql.Session;
import shardlab.workload.TransferCommit;
import shardlab.workload.TransferCut;
import shardlab.workload.TransferDeadlock;
import shardlab.workload.TransferLevel;
import shardlab.workload.TransferReadings;
import shardlab.workload.TransferTables;
import shardlab.workload.Transfers;
import shardlab.workload.TwoPhaseByHand;
import shardlab.workload.TwoPhaseCrash;

/** What the lesson of transactions makes happen, happens, and leaves nothing behind. */
class TwoPhaseContractTest extends ClusterContract {

    private static final long TOTAL = 80_000;

    private TransferTables tables;
    private Transfers transfers;

    @BeforeEach
    void makeAccounts() {
        if (session != null) {
            tables = TransferTables.make(engine.cluster(), 40, 2, Progress.SILENT);
            transfers = new Transfers(engine.cluster(), tables, Progress.SILENT);
        }
    }

    @AfterEach
    void dropAccounts() {
        if (tables != null) {
            tables.close();
            try (Session after = engine.open()) {
                assertThat(lines(after, "select r.result from run_command_on_workers("
                        + "'select count(*) from pg_prepared_xacts') r")).containsOnly("0");
            }
        }
    }

    private long total() {
        try (Session fresh = engine.open()) {
            return tables.total(fresh);
        }
    }

    @Test
    void aTransferOnTwoWorkersIsPreparedOnBothAndOneOnOneWorkerOnNone() {
        boolean twoPhases = engine.can(Capability.TWO_PHASE_COMMIT);
        assertThat(transfers.commits()).extracting(TransferCommit::prepared)
                .containsExactly(0L, 0L, twoPhases ? 2L : 0L);
    }

    @Test
    void aTwoPhaseCommitByHandSurvivesTheCrashOfAWorker() {
        try (TwoPhaseByHand hand = transfers.byHand(100)) {
            hand.change();
            hand.prepare();
            hand.crash();
            assertThat(hand.waiting()).hasSize(2);
            assertThat(total()).isEqualTo(TOTAL);
            hand.decide();
            assertThat(hand.finish()).allMatch(step -> step.sql().startsWith("commit prepared")).hasSize(2);
        } finally {
            session = engine.reopenSession();
        }
        assertThat(total()).isEqualTo(TOTAL);
        assertThat(number("select balance from transfer_lab.account where branch = ? and id = 1",
                tables.twoWorkers().toBranch())).isEqualTo(1_100);
    }

    @Test
    void whatNobodyHasDecidedIsRolledBack() {
        try (TwoPhaseByHand hand = transfers.byHand(100)) {
            hand.change();
            hand.prepare();
            assertThat(hand.finish()).allMatch(step -> step.sql().startsWith("rollback prepared")).hasSize(2);
            assertThat(hand.waiting()).isEmpty();
        }
        assertThat(number("select count(*) from transfer_lab.account where balance <> 1000")).isZero();
    }

    @Test
    void whatAKilledNotebookLeftPreparedIsSweptWithTheTables() {
        TwoPhaseByHand forgotten = transfers.byHand(100);
        forgotten.change();
        forgotten.prepare();
        TransferTables.drop(engine.cluster());
        assertThat(text("select to_regclass('transfer_lab.account')")).isNull();
    }

    @Test
    void aConnectionCutBeforeTheCommitLeavesNothing() {
        for (int i = 0; i < 3; i++) {
            TransferCut cut = transfers.cut(100);
            assertThat(cut.half()).isFalse();
            assertThat(cut.answer()).matches("(?s).*\\((08...|57P01)\\)");
            assertThat(cut.after()).isEqualTo(cut.before());
        }
        assertThat(total()).isEqualTo(TOTAL);
    }

    @Test
    void aConnectionCutInTheMiddleOfACommitLosesHalfATransferOnlyWithoutTwoPhaseCommit() {
        Assumptions.assumeTrue(Network.possible(engine.cluster()), "no network can be put between the nodes of " + engine);
        long each = engine.can(Capability.TWO_PHASE_COMMIT) ? 0 : 100;
        for (int times = 1; times <= 3; times++) {
            TransferCut cut = transfers.cutInCommit(100);
            assertThat(cut.missing()).isEqualTo(each);
            assertThat(cut.answer()).isNotEqualTo("committed");
            assertThat(total()).isEqualTo(TOTAL - times * each);
        }
    }

    @Test
    void aDeadlockAcrossWorkersHasAVictimWhereItIsDetected() {
        TransferDeadlock deadlock = transfers.deadlock();
        assertThat(deadlock.found()).isEqualTo(engine.can(Capability.DISTRIBUTED_DEADLOCK_DETECTION));
        assertThat(deadlock.error()).contains(deadlock.found() ? "40P01" : "");
        assertThat(number("select count(*) from transfer_lab.account where balance <> 1000")).isZero();
    }

    @Test
    void theIsolationLevelsLetHappenWhatTheLessonSays() {
        assertThat(transfers.isolation()).isEqualTo(engine.can(Capability.TWO_PHASE_COMMIT)
                ? List.of(new TransferLevel("read committed", "yes", "yes", "yes", "yes", "yes", "yes"),
                        new TransferLevel("repeatable read", "no", "no", "yes", "40001", "yes", "yes"),
                        new TransferLevel("serializable", "no", "no", "yes", "40001", "XX000", "yes"))
                : List.of(new TransferLevel("read committed", "no", "no", "yes", "40001", "yes", "yes"),
                        new TransferLevel("repeatable read", "no", "no", "yes", "40001", "yes", "yes"),
                        new TransferLevel("serializable", "no", "no", "yes", "0A000", "0A000", "0A000")));
        assertThat(number("select count(*) from transfer_lab.account where balance <> 1000")).isZero();
    }

    @Test
    void whoLocksTheTableOrReadsOneShardSeesNoHalfTransfer() {
        List<TransferReadings> readings = transfers.reads(Duration.ofMillis(300));
        assertThat(readings).allMatch(way -> way.reads() > 0);
        assertThat(readings.subList(2, 4)).allMatch(way -> way.wrong() == 0);
        assertThat(total()).isEqualTo(TOTAL);
    }

    @Test
    void aWorkerLostBetweenPrepareAndCommitIsHealedByRecovery() {
        Assumptions.assumeTrue(engine.can(Capability.TWO_PHASE_COMMIT), "no two-phase commit on " + engine);
        TwoPhaseCrash crash = transfers.crash(100);
        session = engine.reopenSession();
        assertThat(crash.waits()).isTrue();
        assertThat(crash.answer()).isEqualTo("committed");
        assertThat(crash.seen()).isEqualTo(TOTAL + 100);
        run("select recover_prepared_transactions()");
        assertThat(total()).isEqualTo(TOTAL);
    }

    @Test
    void anInterruptedCrashLeavesEveryWorkerUp() throws InterruptedException {
        Assumptions.assumeTrue(engine.can(Capability.TWO_PHASE_COMMIT), "no two-phase commit on " + engine);
        var thrown = new Throwable[1];
        var crashing = new Thread(() -> thrown[0] = catchThrowable(() -> transfers.crash(100)));
        crashing.start();
        while (noGuardYet(crashing)) {
            Thread.sleep(20);
        }
        crashing.interrupt();
        crashing.join();
        session = engine.reopenSession();
        assertThat(thrown[0]).isInstanceOf(LabException.class);
        assertThat(engine.cluster().nodes()).allMatch(node -> engine.cluster().answers(node));
        run("select recover_prepared_transactions()");
        assertThat(total()).isEqualTo(TOTAL);
    }

    /** True while the guard of the crash is not there yet. */
    private boolean noGuardYet(Thread crashing) {
        try (Session fresh = engine.open()) {
            return crashing.isAlive() && fresh.query("select to_regclass('transfer_lab.passage') is null").single()
                    .equals(true);
        }
    }
}

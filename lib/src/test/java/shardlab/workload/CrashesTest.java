package shardlab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.cluster.HealthCell;
import shardlab.sql.Session;

/**
 * Crashes in every phase of a transaction on two workers and at every node: nothing is lost or doubled, but without
 * two-phase commit between the commits of two workers; what was acknowledged is there. By hand, for hours: {@code ./lab
 * test --kills COUNT --seed SEED}, and {@code ./lab bench crashes}.
 */
class CrashesTest {

    /** Asked for on each engine; otherwise a hundred in all, since the whole suite has half an hour. */
    private static final int ASKED = Integer.getInteger("shardlab.kills", 0);
    private static final int IN_ALL = 100;
    private static final long SEED = Long.getLong("shardlab.kills.seed", System.currentTimeMillis());

    /** A connection is cut and there again in a moment; a server needs a second to come back. */
    private static final List<CrashKind> MOSTLY_CONNECTIONS = mostlyConnections();

    private static List<CrashKind> mostlyConnections() {
        List<CrashKind> kinds = new ArrayList<>(List.of(CrashKind.values()));
        kinds.addAll(Collections.nCopies(17, CrashKind.CONNECTIONS));
        return kinds;
    }

    /** Of these, the one that is asked for if one is. */
    static Stream<Cluster> clusters() {
        String only = System.getProperty("shardlab.test.engine", "");
        Map<String, Supplier<Optional<Cluster>>> all = Map.of("embedded", () -> Optional.of(TestClusters.embedded()),
                "installed", TestClusters::installed, "image", TestClusters::image);
        return Stream.of("embedded", "installed", "image").filter(engine -> only.isEmpty() || only.equals(engine))
                .flatMap(engine -> all.get(engine).get().stream());
    }

    /** Sessions that other tests keep may have connections to workers that were killed: they are to open others. */
    @AfterEach
    void endOtherSessions() {
        clusters().forEach(cluster -> {
            try (Session session = cluster.session()) {
                session.query("select pg_terminate_backend(pid) from pg_stat_activity "
                        + "where backend_type = 'client backend' and pid <> pg_backend_pid()");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void nothingThatWasAcknowledgedIsLostAndTwoPhaseCommitLosesAndDoublesNothing(Cluster cluster) {
        int crashes = ASKED > 0 ? ASKED : IN_ALL / (int) clusters().count();
        System.out.println("crashes in transactions on " + cluster.engine() + ": " + crashes + ", seed " + SEED);
        CrashReport report = Crashes.run(cluster, crashes, MOSTLY_CONNECTIONS, SEED, Progress.SILENT);
        System.out.println(cluster.engine() + ": " + report.verdict());

        assertThat(report.disagreements()).isEmpty();
        assertThat(report.crashes()).hasSize(crashes).filteredOn(Crash::acknowledged)
                .allMatch(crash -> crash.outcome() == CrashOutcome.COMMITTED);
        assertThat(report.crashes()).filteredOn(crash -> cluster.can(Capability.TWO_PHASE_COMMIT)
                        || crash.phase() != CrashPhase.BETWEEN_COMMITS || crash.role() == CrashRole.BYSTANDER)
                .extracting(Crash::outcome).isSubsetOf(CrashOutcome.COMMITTED, CrashOutcome.ROLLED_BACK);
        assertThat(report.holds()).isTrue();
        assertThat(cluster.health()).allMatch(HealthCell::ok);
    }

    @Test
    void aSeedDrawsTheSameCrashesOfEveryPhaseAtEveryNodeAgain() {
        List<TransferPlace> places = IntStream.rangeClosed(1, 8).mapToObj(i -> new TransferPlace(i, i, i % 4 + 1)).toList();
        List<CrashPlan> plans = plans(places, 42);

        assertThat(plans(places, 42)).isEqualTo(plans);
        assertThat(plans(places, 43)).isNotEqualTo(plans);
        assertThat(plans).extracting(CrashPlan::phase).containsAll(List.of(CrashPhase.values()));
        assertThat(plans).extracting(CrashPlan::role).containsAll(List.of(CrashRole.values()));
        assertThat(plans).allMatch(plan -> places.get(plan.pair().fromBranch() - 1).groupId()
                != places.get(plan.pair().toBranch() - 1).groupId());
    }

    private static List<CrashPlan> plans(List<TransferPlace> places, long seed) {
        var dice = new CrashPlan.Dice(seed, places, CrashPhase.all(true), List.of(CrashKind.values()));
        return Stream.generate(dice::next).limit(200).toList();
    }

    @Test
    void whatBothAccountsHaveChangedTellsWhatATransferCameTo() {
        assertThat(CrashOutcome.of(10, 10, 10, true)).isEqualTo(CrashOutcome.COMMITTED);
        assertThat(CrashOutcome.of(0, 0, 10, false)).isEqualTo(CrashOutcome.ROLLED_BACK);
        assertThat(CrashOutcome.of(0, 0, 10, true)).isEqualTo(CrashOutcome.FORGOTTEN);
        assertThat(CrashOutcome.of(10, 0, 10, false)).isEqualTo(CrashOutcome.LOST);
        assertThat(CrashOutcome.of(0, 10, 10, true)).isEqualTo(CrashOutcome.DOUBLED);
        assertThat(CrashOutcome.of(20, 20, 10, true)).isEqualTo(CrashOutcome.DOUBLED);
    }
}

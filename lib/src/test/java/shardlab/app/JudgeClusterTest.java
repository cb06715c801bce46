package shardlab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Server;

/** Which cluster judges beside the server that is read. */
class JudgeClusterTest {

    private static final String SOURCE = "jdbc:postgresql://source.invalid/shop";

    @Test
    void theEngineThatIsNamedJudgesWhateverUrlIsRead() {
        TestClusters.embedded();
        assertThat(found(Map.of("SHARDLAB_HOME", TestClusters.settings("embedded").home().toString(),
                "SHARDLAB_URL", SOURCE, "SHARDLAB_ENGINE", "embedded")).engine()).isEqualTo("embedded");
    }

    @Test
    void aCitusAtAUrlOfItsOwnJudges() {
        Optional<Cluster> citus = TestClusters.installed();
        Assumptions.assumeTrue(citus.isPresent(), "there is no Citus on this machine");
        Cluster judge = found(Map.of("SHARDLAB_URL", SOURCE, "SHARDLAB_JUDGE_URL", url(citus.get().coordinator())));
        assertThat(judge.engine()).isEqualTo("remote");
        assertThat(judge.coordinator().port()).isEqualTo(citus.get().coordinator().port());
    }

    @Test
    void aServerWithoutCitusIsNoJudge() {
        JudgeCluster judge = JudgeCluster.of(Map.of("SHARDLAB_JUDGE_URL", url(TestClusters.embedded().coordinator())));
        assertThatThrownBy(judge::find).isInstanceOf(LabException.class)
                .hasMessageContaining("has no Citus in its database");
    }

    @Test
    void aNamedEngineThatDoesNotRunIsToldAndNoneIsTakenForIt(@TempDir Path home) {
        JudgeCluster judge = JudgeCluster.of(Map.of("SHARDLAB_HOME", home.toString(), "SHARDLAB_URL", SOURCE,
                "SHARDLAB_ENGINE", "embedded"));
        assertThatThrownBy(judge::find).isInstanceOf(LabException.class).hasMessageContaining("no cluster of the engine "
                + "embedded runs to judge designs").hasMessageContaining("./lab up --engine embedded");
    }

    @Test
    void filesNeedNoClusterThatRunsBeforeAndTheOneThatIsStartedRunsOn(@TempDir Path home) {
        Map<String, String> variables = Map.of("SHARDLAB_HOME", home.toString(), "SHARDLAB_ENGINE", "embedded");
        try (Cluster started = JudgeCluster.of(variables).open(Progress.SILENT)) {
            assertThat(found(variables).coordinator().port()).isEqualTo(started.coordinator().port());
        } finally {
            Cluster.reset(Settings.from(variables));
        }
    }

    @Test
    void twoJudgesAreRefused() {
        assertThatThrownBy(() -> JudgeCluster.of(Map.of("SHARDLAB_JUDGE_URL", SOURCE, "SHARDLAB_ENGINE", "image")))
                .isInstanceOf(LabException.class).hasMessageContaining("SHARDLAB_JUDGE_URL names a cluster to judge");
    }

    private static Cluster found(Map<String, String> variables) {
        return JudgeCluster.of(variables).find().orElseThrow();
    }

    private static String url(Server server) {
        return server.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
    }
}

package shardlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.ChildJvm;
import shardlab.TestClusters;
import shardlab.sql.Server;

/** {@code ./lab reset} and {@code ./lab down} end what they name, and nothing else. */
class ResetTest {

    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/postgres?user=nobody";

    @TempDir
    private Path home;

    @BeforeEach
    void thereIsDataOfTwoEngines() throws IOException {
        for (String engine : List.of("embedded", "installed")) {
            Files.createDirectories(data(engine));
            Files.writeString(data(engine).resolve("PG_VERSION"), "18\n");
        }
    }

    @Test
    void aResetWithAUrlDeletesNothing() throws Exception {
        Server coordinator = TestClusters.embedded().coordinator();
        for (String url : List.of(NOWHERE, TestClusters.remote(coordinator).url().orElseThrow())) {
            var output = lab(Map.of("SHARDLAB_URL", url), "reset", "--yes");

            assertThat(output.status()).isEqualTo(Main.FAILED);
            assertThat(output.text()).contains("the lab did not start this cluster");
            assertBothAreThere();
        }
    }

    @Test
    void aDownWithAUrlIsRefused() throws Exception {
        assertThat(lab(Map.of("SHARDLAB_URL", NOWHERE), "down").text()).contains("the lab did not start this cluster");
    }

    @Test
    void aResetThatCouldMeanTwoEnginesDeletesNothingAndNamesBoth() throws Exception {
        var output = lab(Map.of(), "reset", "--yes");

        assertThat(output.status()).isEqualTo(Main.FAILED);
        assertThat(output.text()).contains("./lab reset --engine embedded", "./lab reset --engine installed",
                home.resolve(".lab/embedded").toString());
        assertBothAreThere();
    }

    @Test
    void aResetOfAnEngineDeletesItsDataAndNoOther() throws Exception {
        var output = lab(Map.of("SHARDLAB_ENGINE", "embedded"), "reset", "--yes");

        assertThat(output.status()).as(output.text()).isZero();
        assertThat(output.text()).contains("embedded: ", " MB in " + home.resolve(".lab/embedded"));
        assertThat(data("embedded")).doesNotExist();
        assertThat(data("installed")).exists();
    }

    @Test
    void aResetWithoutAnEngineDeletesTheOnlyDataThereIs() throws Exception {
        assertThat(lab(Map.of("SHARDLAB_ENGINE", "installed"), "reset", "--yes").status()).isZero();

        assertThat(lab(Map.of(), "reset", "--yes").text()).contains("embedded: stopped and deleted");
        assertThat(data("embedded")).doesNotExist();
        assertThat(lab(Map.of(), "reset", "--yes").text()).contains("there is nothing to delete");
    }

    @Test
    void aResetThatNobodyConfirmsDeletesNothing() throws Exception {
        var output = lab(Map.of("SHARDLAB_ENGINE", "embedded"), "reset");

        assertThat(output.status()).isEqualTo(Main.FAILED);
        assertThat(output.text()).contains("nothing was deleted");
        assertBothAreThere();
    }

    @Test
    void aUrlBesideAnotherEngineIsRefused() throws Exception {
        for (String command : List.of("reset", "down", "status", "up")) {
            var output = lab(Map.of("SHARDLAB_URL", NOWHERE, "SHARDLAB_ENGINE", "embedded"), command);

            assertThat(output.status()).isEqualTo(Main.FAILED);
            assertThat(output.text()).contains("SHARDLAB_URL names a cluster, and SHARDLAB_ENGINE=embedded another");
        }
        assertBothAreThere();
    }

    @Test
    void theRowsOfAClusterThatRunsAreTold() {
        var settings = TestClusters.settings("embedded");
        try (var session = TestClusters.embedded().session()) {
            session.execute("create table reset_test as select generate_series(1, 1000) i; "
                    + "select pg_stat_force_next_flush()");
            session.query("select count(*) from reset_test");
            assertThat(Holdings.of(OwnEngines.of(settings).get(0), settings).orElseThrow().sentence())
                    .matches("embedded: about [1-9][0-9,]{3,} rows, [1-9][0-9,]* MB in .*");
            session.execute("drop table reset_test");
        }
    }

    private ChildJvm.Output lab(Map<String, String> variables, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("SHARDLAB_HOME", home.toString());
        return ChildJvm.run(Main.class, List.of("-Djava.awt.headless=true"), environment, arguments);
    }

    private void assertBothAreThere() {
        assertThat(data("embedded")).exists();
        assertThat(data("installed")).exists();
    }

    private Path data(String engine) {
        return home.resolve(".lab").resolve(engine).resolve("nodes/coordinator");
    }
}

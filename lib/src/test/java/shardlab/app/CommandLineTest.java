package shardlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shardlab.TestClusters;
import shardlab.sql.Session;

/** {@code ./lab}'s Java part as a process of its own, on the shared embedded cluster. */
class CommandLineTest {

    private static final long SECONDS = 120;

    @TempDir
    private Path folder;

    private Process started;

    /** One that ignores the signal would go on among the tables of other tests. */
    @AfterEach
    void endWhatWasStarted() {
        if (started != null) {
            started.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"load_bench, load, true", "join_tables, joins, false"})
    void aSignalEndsABenchmarkNothingOfItStaysAndWhoIsInPlaceOfLabTellsOfIt(String schema, String bench, boolean inPlace)
            throws Exception {
        try (Session onlooker = TestClusters.embedded().session()) {
            var process = start(List.of("-Dshardlab.in.place.of.lab=" + inPlace), "bench", bench, "--rounds", "1000");
            await(process, () -> exists(onlooker, schema));
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as(said()).isTrue();
            assertThat(exists(onlooker, schema)).as(said()).isFalse();
            assertThat(said().strip()).isEqualTo(inPlace ? "stopped; what was begun is put in order" : "");
        }
    }

    @Test
    void aFileThatIsNotThereIsNamedWithoutAStackTrace() throws Exception {
        TestClusters.embedded();
        var process = start(List.of(), "prompt", "-f", "nosuch.sql");
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Main.FAILED);
        assertThat(said()).contains("cannot read the statements", "nosuch.sql").doesNotContain("\tat ");
    }

    private Process start(List<String> options, String... arguments) throws IOException {
        var settings = TestClusters.settings("embedded");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(1, options);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile());
        builder.environment().put("SHARDLAB_HOME", settings.home().toString());
        builder.environment().put("SHARDLAB_ENGINE", "embedded");
        builder.environment().put("SHARDLAB_SCALE", "small");
        started = builder.start();
        return started;
    }

    private static boolean exists(Session onlooker, String schema) {
        return onlooker.query("select count(*) from pg_namespace where nspname = ?", schema).singleNumber() == 1;
    }

    private void await(Process process, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(process.isAlive()).as(said()).isTrue();
            assertThat(System.nanoTime()).as(said()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private String said() throws IOException {
        return Files.readString(output());
    }

    private Path output() {
        return folder.resolve("output");
    }
}

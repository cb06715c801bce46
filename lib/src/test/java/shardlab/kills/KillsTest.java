package shardlab.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.Settings;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;

/**
 * Servers killed at random in the middle of writes, DDL, moves, isolations, fills, start and stop: no acknowledged row is
 * lost or doubled, nothing is half done, {@code ./lab up} brings the cluster back, no process is left over. By hand, for
 * hours: {@code ./lab test --kills COUNT --seed SEED}.
 */
class KillsTest {

    private static final int KILLS = Integer.getInteger("shardlab.kills", 6);
    private static final long SEED = Long.getLong("shardlab.kills.seed", System.currentTimeMillis());

    /** Of these, the one that is asked for if one is. */
    static Stream<String> engines() {
        String only = System.getProperty("shardlab.test.engine", "");
        return Stream.of("embedded", "installed", "image").filter(engine -> only.isEmpty() || only.equals(engine));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void nothingThatWasAcknowledgedIsLostOrDoubledWhenServersAreKilled(String engine) {
        Settings settings = TestClusters.settings(Path.of("target", "kills").toAbsolutePath(), engine);
        TestClusters.assumeFits(settings, engine, "kills");
        System.out.println("killing servers of " + engine + ": " + KILLS + " times, seed " + SEED);
        Cluster.reset(settings);
        try {
            var servers = new Servers(settings.stateFolder().resolve(engine).resolve("nodes"));
            var run = new KillRun(settings, servers, SEED, !engine.equals("embedded"));
            run.run(KILLS);
            System.out.println(engine + ", seed " + SEED + ": " + run.summary());
            assertThat(run.wrong()).isEmpty();
            Cluster.reset(settings);
            assertThat(servers.atWork()).isEmpty();
        } finally {
            Cluster.reset(settings);
        }
    }
}

package shardlab.cluster;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import shardlab.Settings;
import shardlab.TestClusters;

/** Tests in a lab of their own, on an engine whose servers are processes of this machine: skipped where it cannot run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OwnLabContract {

    Settings settings;
    Cluster cluster;

    abstract String engine();

    /** What is tested, as a skip names it. */
    abstract String topic();

    /** Where the lab is, below {@code target}. */
    abstract Path home();

    @BeforeAll
    void startWithNothing() {
        Settings here = settings(home());
        TestClusters.assumeFits(here, engine(), topic());
        settings = here;
        Cluster.reset(settings);
    }

    @AfterAll
    void removeAll() {
        if (settings != null) {
            Cluster.reset(settings);
        }
    }

    Settings settings(Path home) {
        return TestClusters.settings(Path.of("target").resolve(home).toAbsolutePath(), engine());
    }
}

package shardlab.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;

class ServerTimeTest {

    @Test
    void theServersClockSeesTheWaitAndTheClientsSeesNoLess() {
        try (var session = TestClusters.embedded().session(); var clock = new ServerTime(session)) {
            ServerTime.Times times = clock.run("select 1 as one, pg_sleep(0.05)");

            assertThat(times.server()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
            assertThat(times.client()).isGreaterThanOrEqualTo(times.server());
            assertThat(times.rows().row(0).get("one")).isEqualTo(1);
        }
    }
}

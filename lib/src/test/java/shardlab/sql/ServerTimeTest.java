package shardlab.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;

class ServerTimeTest {

    @Test
    void theServersClockSeesTheWaitAndNotMoreThanPassed() {
        try (var session = TestClusters.embedded().session(); var clock = new ServerTime(session)) {
            long start = System.nanoTime();
            ServerTime.Reading reading = clock.query("select 1 as one, pg_sleep(0.05)");
            Duration passed = Duration.ofNanos(System.nanoTime() - start);

            assertThat(reading.time()).isBetween(Duration.ofMillis(50), passed);
            assertThat(reading.rows().row(0).get("one")).isEqualTo(1);
        }
    }
}

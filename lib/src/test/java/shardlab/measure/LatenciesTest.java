package shardlab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentilesAreKeptToThreeDigits() {
        var latencies = new Latencies();
        for (int millis = 1; millis <= 1_000; millis++) {
            latencies.add(Duration.ofMillis(millis).toNanos());
        }

        assertThat(latencies.count()).isEqualTo(1_000);
        assertThat(latencies.percentile(50).toNanos() / 1e6).isBetween(499.5, 500.5);
        assertThat(latencies.percentile(99).toNanos() / 1e6).isBetween(989.0, 991.0);
        assertThat(latencies.longest()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatSeveralThreadsRecordedIsAddedUp() {
        var one = new Latencies();
        one.add(1_000);
        var other = new Latencies();
        other.add(3_000);
        other.add(-5);

        assertThat(Latencies.together(List.of(one, other)).count()).isEqualTo(3);
        assertThat(one.count()).isEqualTo(1);
    }

    @Test
    void nothingRecordedIsZero() {
        assertThat(new Latencies().percentile(99)).isZero();
        assertThat(new Latencies().mean()).isZero();
    }
}

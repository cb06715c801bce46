package shardlab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void fewRoundsHaveTheirRangeForAnInterval() {
        assertThat(Median.of(new double[] {3, 1, 2}, 1)).isEqualTo(new Median(2, 1, 3, 3));
    }

    @Test
    void manyRoundsHaveAnIntervalInsideTheirRange() {
        double[] values = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 100};
        Median median = Median.of(values, 1);

        assertThat(median.value()).isEqualTo(15);
        assertThat(median.low()).isBetween(10.0, 15.0);
        assertThat(median.high()).isBetween(15.0, 99.0);
        assertThat(Median.of(values, 1)).isEqualTo(median);
        assertThat(values).startsWith(10, 11).endsWith(100);
    }

    @Test
    void aRatioOfNumbersBelowOneIsNotCutOff() {
        double[] half = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
        double[] whole = {0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2};

        assertThat(Median.ratio(half, whole, 1).value()).isEqualTo(0.5);
        assertThat(Median.ratio(half, whole, 1).high()).isCloseTo(0.5, Offset.offset(1e-9));
    }

    @Test
    void theIntervalOfARateEndsWhereThatOfTheTimeBegins() {
        var timing = new Timing("arm", Samples.ofNanos(1), Duration.ofSeconds(2), Duration.ofSeconds(1),
                Duration.ofSeconds(4));

        assertThat(Median.rate(100, timing)).isEqualTo(new Median(50, 25, 100, 1));
    }
}

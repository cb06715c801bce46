package shardlab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A share with the interval that so many observations allow. */
class ShareTest {

    @Test
    void theIntervalIsWilsons() {
        Interval interval = new Share(10, 100).interval();
        assertThat(interval.low()).isCloseTo(0.0552, within(0.0001));
        assertThat(interval.high()).isCloseTo(0.1744, within(0.0001));
    }

    @Test
    void noneOfManyIsNotProvedToBeNever() {
        Share none = new Share(0, 30);
        assertThat(none.value()).isZero();
        assertThat(none.interval().low()).isZero();
        assertThat(none.interval().high()).isCloseTo(0.1135, within(0.0001));
    }

    @Test
    void nothingIsKnownOfNone() {
        assertThat(new Share(0, 0).value()).isZero();
        assertThat(new Share(0, 0).interval()).isEqualTo(new Interval(0, 1));
    }
}

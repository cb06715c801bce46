package shardlab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.measure.CostLine.Observation;

class CostLineTest {

    @Test
    void pointsOnALineGiveItsTwoParts() {
        CostLine line = CostLine.through(List.of(new Observation(100, 5_001), new Observation(1_000, 5_010),
                new Observation(100_000, 6_000)));

        assertThat(line.fixed()).isCloseTo(5_000, within(1e-6));
        assertThat(line.growing(100_000)).isCloseTo(1_000, within(1e-6));
    }

    @Test
    void costsThatFallWithTheSizeShowNoGrowingPart() {
        CostLine line = CostLine.through(List.of(new Observation(100, 12), new Observation(1_000, 11),
                new Observation(10_000, 10)));

        assertThat(line.perUnit()).isZero();
        assertThat(line.fixed()).isBetween(10.0, 12.0);
    }

    @Test
    void costsThatOutgrowTheSizeShowNoFixedPart() {
        CostLine line = CostLine.through(List.of(new Observation(10, 1), new Observation(1_000, 300)));

        assertThat(line.fixed()).isZero();
        assertThat(line.perUnit()).isBetween(0.1, 0.3);
    }

    @Test
    void pointsOfOneSizeAreNoLine() {
        assertThatThrownBy(() -> CostLine.through(List.of(new Observation(10, 1), new Observation(10, 3))))
                .isInstanceOf(LabException.class).hasMessageContainingAll("2 measurements", "one size");
    }
}

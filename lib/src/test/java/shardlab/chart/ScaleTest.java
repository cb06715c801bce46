package shardlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import shardlab.LabException;

class ScaleTest {

    private static IntervalChart chart(IntervalChart.Axis axis, Estimate... estimates) {
        var arms = List.of(estimates).stream().map(estimate -> new IntervalChart.Item("arm", estimate)).toList();
        return new IntervalChart("title", "time (ms)", axis, arms, Double::toString, "caption");
    }

    @Test
    void anIntervalThatReachesZeroIsDrawnToTheEdgeOfALogarithmicAxis() {
        Scale scale = Scale.logarithmic(List.of(new Estimate(3, 0, 40, 9), new Estimate(2, -1, 5, 9)));
        assertThat(scale).isEqualTo(new Scale(true, 2, 50));
        assertThat(scale.drawn(0)).isEqualTo(2);
        assertThat(scale.drawn(30)).isEqualTo(30);
        assertThat(chart(IntervalChart.Axis.LOGARITHMIC, new Estimate(3, 0, 40, 9)).image().getHeight()).isPositive();
    }

    @Test
    void aValueOfZeroIsRefusedOnALogarithmicAxisInWords() {
        assertThatThrownBy(() -> chart(IntervalChart.Axis.LOGARITHMIC, Estimate.exactly(0), Estimate.exactly(5)).image())
                .isInstanceOf(LabException.class).hasMessageContaining("linear axis");
        assertThatCode(() -> chart(IntervalChart.Axis.LINEAR, Estimate.exactly(0)).image()).doesNotThrowAnyException();
    }
}

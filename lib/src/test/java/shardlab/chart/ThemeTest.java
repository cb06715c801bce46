package shardlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Colours that can be told apart and read on, scales with round values, and labels that make room for each other. */
class ThemeTest {

    @Test
    void aWorkerHasTheSameColourWhateverStandsBesideIt() {
        assertThat(WorkerColors.of("worker-2")).isEqualTo(new Color(0xe69f00));
        assertThat(WorkerColors.of("coordinator")).isEqualTo(WorkerColors.COORDINATOR);
        assertThat(IntStream.rangeClosed(1, 7).mapToObj(i -> WorkerColors.of("worker-" + i)).distinct()).hasSize(7)
                .doesNotContain(WorkerColors.COORDINATOR);
        assertThat(WorkerColors.of("spain")).isEqualTo(WorkerColors.of("spain"));
    }

    @Test
    void textOnAnyColourOfThePaletteIsReadable() {
        Stream<Color> grounds = Arrays.stream(Theme.PALETTE)
                .flatMap(color -> Stream.of(0.25, 0.5, 0.75, 1.0).map(strength -> Theme.tint(color, strength)));
        assertThat(grounds).allSatisfy(ground -> assertThat(contrast(Theme.textOn(ground), ground)).as("%s", ground)
                .isGreaterThanOrEqualTo(4));
    }

    @Test
    void numbersHaveThousandsSeparatorsAndNoIdleZeros() {
        assertThat(List.of(0.0, 0.05, 0.5, 2.5, 20.0, 1_000.0, 1_234_567.0).stream().map(Theme::number))
                .containsExactly("0", "0.05", "0.5", "2.5", "20", "1,000", "1,234,567");
    }

    @Test
    void scalesHaveRoundTicks() {
        assertThat(Scale.linear(0, 100).ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
        assertThat(Scale.logarithmic(380, 9_100)).isEqualTo(new Scale(true, 200, 10_000));
        assertThat(Scale.logarithmic(5.4, 9_700).ticks()).satisfies(ticks -> {
            assertThat(ticks).hasSize(4);
            assertThat(ticks.get(0)).isEqualTo(10, within(1e-9));
        });
    }

    @Test
    void spreadLabelsKeepTheirOrderAndDistanceAndStayOnTheLine() {
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            double[] wanted = random.doubles(12, 0, 700).sorted().toArray();
            double[] lengths = random.doubles(12, 10, 50).toArray();
            double[] placed = Spread.place(wanted, lengths, 5, 0, 700);
            for (int i = 0; i < placed.length; i++) {
                double left = placed[i] - lengths[i] / 2;
                double free = i == 0 ? 0 : placed[i - 1] + lengths[i - 1] / 2 + 5;
                assertThat(left).isGreaterThanOrEqualTo(free - 1e-9);
            }
            assertThat(placed[11] + lengths[11] / 2).isLessThanOrEqualTo(700 + 1e-9);
        }
    }

    @Test
    void labelsThatHaveRoomStayWhereTheyWant() {
        assertThat(Spread.place(new double[] {50, 300}, new double[] {20, 20}, 5, 0, 400)).containsExactly(50, 300);
    }

    @Test
    void onALogarithmicAxisEveryDecadeIsAsWide() {
        Plot plot = new Plot("x", Scale.logarithmic(1, 1_000), "y", Scale.logarithmic(10, 1_000));
        plot.paint(new Ink(new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB).createGraphics()),
                new Rectangle2D.Double(0, 0, 600, 300));
        assertThat(plot.x(10) - plot.x(1)).isEqualTo(plot.x(1_000) - plot.x(100), within(0.01)).isPositive();
        assertThat(plot.y(10) - plot.y(100)).isEqualTo(plot.y(100) - plot.y(1_000), within(0.01)).isPositive();
    }

    private static double contrast(Color one, Color other) {
        double light = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}

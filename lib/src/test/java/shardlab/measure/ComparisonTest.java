package shardlab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import shardlab.measure.Comparison.Verdict;

class ComparisonTest {

    private static final int TRIALS = 400;

    @Test
    void armsOfTheSameDistributionAreSeldomCalledDifferent() {
        var random = new Random(7);
        int wrong = 0;
        for (int i = 0; i < TRIALS; i++) {
            wrong += compare(noisy(random, 15, 1e6), noisy(random, 15, 1e6)) == Verdict.NO_MEASURABLE_DIFFERENCE ? 0 : 1;
        }
        assertThat(wrong).isLessThan(TRIALS / 10);
    }

    @Test
    void anArmThatTakesHalfAsLongAgainIsCalledSlowerAndTheOtherFaster() {
        var random = new Random(7);
        int seen = 0;
        for (int i = 0; i < TRIALS; i++) {
            Samples slow = noisy(random, 15, 1.5e6);
            Samples fast = noisy(random, 15, 1e6);
            seen += compare(slow, fast) == Verdict.SLOWER && compare(fast, slow) == Verdict.FASTER ? 1 : 0;
        }
        assertThat(seen).isGreaterThan(TRIALS * 95 / 100);
    }

    @Test
    void theIntervalOfTheMedianHoldsTheTrueMedianNineteenTimesInTwenty() {
        var random = new Random(7);
        int held = 0;
        for (int i = 0; i < TRIALS; i++) {
            held += noisy(random, 15, 1e6).medianInterval(i).contains(1e6) ? 1 : 0;
        }
        assertThat(held).isBetween(TRIALS * 93 / 100, TRIALS);
    }

    @Test
    void slowRoundsThatHitBothArmsCancelOut() {
        Samples one = Samples.ofNanos(100, 900, 110, 500, 105, 2_000, 98);
        Samples twice = Samples.ofNanos(200, 1_800, 220, 1_000, 210, 4_000, 196);

        Comparison comparison = Comparison.of(Timing.of("twice", twice, 1), Timing.of("one", one, 1), 1);

        assertThat(comparison.ratio()).isEqualTo(2);
        assertThat(comparison.interval()).isEqualTo(new Interval(2, 2));
    }

    @Test
    void intervalsOfFewSamplesAreWidenedAndOfManyAreNot() {
        assertThat(Bootstrap.tail(15)).isCloseTo(0.0132, within(0.0002));
        assertThat(Bootstrap.tail(6)).isCloseTo(0.0024, within(0.0002));
        assertThat(Bootstrap.tail(10_000)).isCloseTo(0.025, within(0.0001));
    }

    @Test
    void fiveRoundsAreTooFewForAVerdict() {
        Samples five = Samples.ofNanos(1, 2, 3, 4, 5);

        assertThat(compare(five, Samples.ofNanos(10, 20, 30, 40, 50))).isEqualTo(Verdict.TOO_FEW_ROUNDS);
    }

    @Test
    void theRatioOfFewRoundsHasTheRangeOfTheRounds() {
        Comparison comparison = Comparison.of(Timing.of("arm", Samples.ofNanos(20, 60, 40), 1),
                Timing.of("baseline", Samples.ofNanos(10, 20, 40), 1), 1);

        assertThat(comparison.ratio()).isEqualTo(2);
        assertThat(comparison.interval()).isEqualTo(new Interval(1, 3));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        Samples samples = noisy(new Random(3), 15, 1e6);

        assertThat(samples.medianInterval(1)).isEqualTo(samples.medianInterval(1));
    }

    @Test
    void medianAndQuantilesLieBetweenNeighbours() {
        Samples samples = Samples.ofNanos(40, 10, 30, 20);

        assertThat(samples.median().toNanos()).isEqualTo(25);
        assertThat(samples.min().toNanos()).isEqualTo(10);
        assertThat(samples.max().toNanos()).isEqualTo(40);
        assertThat(samples.quantile(0.75).toNanos()).isEqualTo(33);
    }

    @Test
    void timesAreReadWithThreeDigitsAndAUnit() {
        assertThat(Durations.text(950)).isEqualTo("950 ns");
        assertThat(Durations.text(412_300)).isEqualTo("412 µs");
        assertThat(Durations.text(5_432_100)).isEqualTo("5.43 ms");
        assertThat(Durations.text(8.3e9)).isEqualTo("8.30 s");
    }

    private static Verdict compare(Samples arm, Samples baseline) {
        return Comparison.of(Timing.of("arm", arm, 1), Timing.of("baseline", baseline, 1), 1).verdict();
    }

    private static Samples noisy(Random random, int rounds, double median) {
        return Samples.ofNanos(LongStream.generate(() -> Math.round(median * Math.exp(random.nextGaussian() / 5)))
                .limit(rounds).toArray());
    }
}

package shardlab.measure;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap: draw as many samples as there are, with replacement, many times; the middle 95% of what
 * comes out is the interval (Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13). Seeded, so the
 * same samples give the same interval.
 */
final class Bootstrap {

    private static final int RESAMPLES = 4_000;
    private static final double TAIL = 0.025;

    private Bootstrap() {
    }

    /** The interval of the median. */
    static Interval median(long[] samples, long seed) {
        var random = new SplittableRandom(seed);
        double[] medians = new double[RESAMPLES];
        double[] drawn = new double[samples.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = samples[random.nextInt(samples.length)];
            }
            medians[i] = Samples.median(drawn);
        }
        return middle(medians);
    }

    /**
     * The interval of median(numerator) / median(denominator). Whole rounds are drawn, the same for both arms:
     * the arms of one round ran next to each other, so what slowed the machine in that round cancels out.
     */
    static Interval ratio(long[] numerator, long[] denominator, long seed) {
        var random = new SplittableRandom(seed);
        int rounds = Math.min(numerator.length, denominator.length);
        double[] ratios = new double[RESAMPLES];
        double[] above = new double[rounds];
        double[] below = new double[rounds];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < rounds; j++) {
                int round = random.nextInt(rounds);
                above[j] = numerator[round];
                below[j] = denominator[round];
            }
            ratios[i] = Samples.median(above) / Samples.median(below);
        }
        return middle(ratios);
    }

    private static Interval middle(double[] values) {
        Arrays.sort(values);
        return new Interval(Samples.quantile(values, TAIL), Samples.quantile(values, 1 - TAIL));
    }
}

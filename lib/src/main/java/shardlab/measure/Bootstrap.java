package shardlab.measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Percentile bootstrap: draw as many samples as there are, with replacement, many times; the middle of what comes
 * out is the interval (Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13). From few samples the
 * middle 95% is too narrow, so it is widened as Hesterberg does ("What Teachers Should Know About the Bootstrap",
 * The American Statistician 69, 2015): of 15 samples the middle 97.4% is taken. Seeded, so the same samples give
 * the same interval.
 */
final class Bootstrap {

    private static final int RESAMPLES = 4_000;
    private static final double Z = 1.959964;

    private Bootstrap() {
    }

    /** The interval of the median. */
    static Interval median(long[] samples, long seed) {
        return median(doubles(samples), seed);
    }

    /** The same of samples that are no durations. */
    static Interval median(double[] samples, long seed) {
        var random = new SplittableRandom(seed);
        double[] medians = new double[RESAMPLES];
        double[] drawn = new double[samples.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = samples[random.nextInt(samples.length)];
            }
            medians[i] = Samples.median(drawn);
        }
        return middle(medians, samples.length);
    }

    /**
     * The interval of median(numerator) / median(denominator). Whole rounds are drawn, the same for both arms:
     * the arms of one round ran next to each other, so what slowed the machine in that round cancels out.
     */
    static Interval ratio(long[] numerator, long[] denominator, long seed) {
        return ratio(doubles(numerator), doubles(denominator), 1, seed);
    }

    /** @param least what a median of the denominator is taken for where it is less, so that nothing is divided by zero */
    static Interval ratio(double[] numerator, double[] denominator, double least, long seed) {
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
            ratios[i] = Samples.median(above) / Math.max(least, Samples.median(below));
        }
        return middle(ratios, rounds);
    }

    private static double[] doubles(long[] samples) {
        return LongStream.of(samples).asDoubleStream().toArray();
    }

    /** Draws whole rounds, by their numbers from 0, as often as the others do. */
    static void draw(int rounds, long seed, Consumer<int[]> each) {
        var random = new SplittableRandom(seed);
        int[] chosen = new int[rounds];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < rounds; j++) {
                chosen[j] = random.nextInt(rounds);
            }
            each.accept(chosen);
        }
    }

    static Interval middle(double[] values, int samples) {
        Arrays.sort(values);
        double tail = tail(samples);
        return new Interval(Samples.quantile(values, tail), Samples.quantile(values, 1 - tail));
    }

    /** The share to leave out at either end: what the normal law leaves beyond t(0.975, n - 1) sqrt(n / (n - 1)). */
    static double tail(int samples) {
        return samples < 2 ? 0 : beyond(studentT(samples - 1) * Math.sqrt(samples / (samples - 1.0)));
    }

    /** The 97.5% point of Student's t, by its expansion around the normal one (Abramowitz and Stegun 26.7.5). */
    private static double studentT(double degrees) {
        double z3 = Math.pow(Z, 3);
        double z5 = Math.pow(Z, 5);
        double z7 = Math.pow(Z, 7);
        return Z + (z3 + Z) / (4 * degrees)
                + (5 * z5 + 16 * z3 + 3 * Z) / (96 * degrees * degrees)
                + (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * Math.pow(degrees, 3));
    }

    /** The share of the normal law above {@code z} (Abramowitz and Stegun 26.2.17). */
    static double beyond(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double polynomial = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937
                + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    }
}

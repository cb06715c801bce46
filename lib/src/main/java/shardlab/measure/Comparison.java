package shardlab.measure;

import java.util.stream.IntStream;

/**
 * One arm set against another.
 *
 * @param arm      the arm that is compared
 * @param baseline the arm it is compared with
 * @param ratio    median of {@code arm} over median of {@code baseline}: 2 means twice as long
 * @param interval the ratio's 95% interval; below {@link #LEAST_ROUNDS} rounds, the range of the rounds' ratios
 * @param rounds   how many rounds it rests on
 */
public record Comparison(String arm, String baseline, double ratio, Interval interval, int rounds) {

    /**
     * Rounds below which no verdict is given: with five samples even the shortest and the longest hold the true
     * median between them only 15 times in 16, so a 95% interval of a median does not exist.
     */
    public static final int LEAST_ROUNDS = 6;

    /** What can be said. */
    public enum Verdict {
        /** The arm took longer than the baseline. */
        SLOWER,
        /** The arm took less time than the baseline. */
        FASTER,
        /** The interval of the ratio holds 1. */
        NO_MEASURABLE_DIFFERENCE,
        /** Fewer than {@link #LEAST_ROUNDS} rounds were run. */
        TOO_FEW_ROUNDS
    }

    static Comparison of(Timing arm, Timing baseline, long seed) {
        double ratio = (double) arm.median().toNanos() / Math.max(1, baseline.median().toNanos());
        Interval interval = arm.samples().size() < LEAST_ROUNDS
                ? range(arm.samples().nanos(), baseline.samples().nanos())
                : Bootstrap.ratio(arm.samples().nanos(), baseline.samples().nanos(), seed);
        return new Comparison(arm.arm(), baseline.arm(), ratio, interval, arm.samples().size());
    }

    private static Interval range(long[] arm, long[] baseline) {
        var ratios = IntStream.range(0, Math.min(arm.length, baseline.length))
                .mapToDouble(round -> (double) arm[round] / Math.max(1, baseline[round])).summaryStatistics();
        return new Interval(ratios.getMin(), ratios.getMax());
    }

    /** Slower, faster, no measurable difference, or too few rounds to tell. */
    public Verdict verdict() {
        if (rounds < LEAST_ROUNDS) {
            return Verdict.TOO_FEW_ROUNDS;
        }
        if (interval.contains(1)) {
            return Verdict.NO_MEASURABLE_DIFFERENCE;
        }
        return interval.low() > 1 ? Verdict.SLOWER : Verdict.FASTER;
    }

    /** The verdict in a sentence, such as {@code repartition takes 19.6 [18.2, 21.0] times as long as co-located}. */
    @Override
    public String toString() {
        return switch (verdict()) {
            case TOO_FEW_ROUNDS -> "too few rounds to compare " + arm + " with " + baseline
                    + ": " + rounds + " of at least " + LEAST_ROUNDS;
            case NO_MEASURABLE_DIFFERENCE -> "no measurable difference between " + arm + " and " + baseline
                    + " (" + times() + ")";
            case SLOWER, FASTER -> arm + " takes " + times() + " times as long as " + baseline;
        };
    }

    /** The ratio with its interval, such as {@code 19.6 [18.2, 21.0]}. */
    public String times() {
        return Durations.digits(ratio)
                + " [" + Durations.digits(interval.low()) + ", " + Durations.digits(interval.high()) + "]";
    }
}

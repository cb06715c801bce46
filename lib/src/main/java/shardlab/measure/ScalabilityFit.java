package shardlab.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * The universal scalability law through measured throughputs, with intervals from whole rounds drawn anew; or the reason
 * why these data give none.
 *
 * @param law    through the medians; empty if there are too few numbers of clients, or one of them made nothing
 * @param lambda its interval
 * @param sigma  its interval
 * @param kappa  its interval
 * @param peak   of the number of clients that makes most; empty unless nearly all draws have a peak
 * @param misses by how much the law misses the median that it fits worst, as a share of it
 * @param rounds how many there were
 */
public record ScalabilityFit(Optional<ScalabilityLaw> law, Interval lambda, Interval sigma, Interval kappa,
        Optional<Interval> peak, double misses, int rounds) {

    private static final int LEAST_NUMBERS = 4;
    private static final double MOST_MISSED = 0.25;
    private static final Interval NONE = new Interval(0, Double.POSITIVE_INFINITY);

    /**
     * Fits it.
     *
     * @param throughputs for each number of clients one a round; the rounds of all are the same
     */
    public static ScalabilityFit of(SortedMap<Integer, double[]> throughputs, long seed) {
        int rounds = throughputs.values().stream().mapToInt(each -> each.length).min().orElse(0);
        boolean enough = throughputs.size() >= LEAST_NUMBERS && rounds > 0
                && throughputs.values().stream().allMatch(each -> Samples.median(each.clone()) > 0);
        if (!enough) {
            return new ScalabilityFit(Optional.empty(), NONE, NONE, NONE, Optional.empty(), 0, rounds);
        }
        ScalabilityLaw law = through(throughputs, IntStream.range(0, rounds).toArray());
        List<double[]> drawn = new ArrayList<>();
        Bootstrap.draw(rounds, seed, chosen -> drawn.add(parts(through(throughputs, chosen))));
        return new ScalabilityFit(Optional.of(law), interval(drawn, 0, rounds), interval(drawn, 1, rounds),
                interval(drawn, 2, rounds), peak(drawn, rounds), misses(law, throughputs), rounds);
    }

    private static ScalabilityLaw through(SortedMap<Integer, double[]> throughputs, int[] chosen) {
        return ScalabilityLaw.through(throughputs.keySet().stream().mapToDouble(Integer::doubleValue).toArray(),
                throughputs.values().stream().mapToDouble(each -> Math.max(Double.MIN_NORMAL,
                        Samples.median(IntStream.of(chosen).mapToDouble(round -> each[round]).toArray()))).toArray());
    }

    private static double[] parts(ScalabilityLaw law) {
        return new double[] {law.lambda(), law.sigma(), law.kappa(), law.peak().orElse(Double.POSITIVE_INFINITY)};
    }

    private static Interval interval(List<double[]> drawn, int part, int rounds) {
        return Bootstrap.middle(drawn.stream().mapToDouble(each -> each[part]).toArray(), rounds);
    }

    private static Optional<Interval> peak(List<double[]> drawn, int rounds) {
        Interval found = interval(drawn, 3, rounds);
        return Double.isInfinite(found.high()) || Double.isNaN(found.high()) ? Optional.empty() : Optional.of(found);
    }

    private static double misses(ScalabilityLaw law, SortedMap<Integer, double[]> throughputs) {
        return throughputs.entrySet().stream().mapToDouble(each -> {
            double median = Samples.median(each.getValue().clone());
            return Math.abs(law.at(each.getKey()) - median) / median;
        }).max().orElse(0);
    }

    /** True if the law describes the data, and there are rounds enough for its intervals. */
    public boolean holds() {
        return law.isPresent() && rounds >= Comparison.LEAST_ROUNDS && misses <= MOST_MISSED;
    }

    /** What the data say, in a sentence or two. */
    public String sentence() {
        if (law.isEmpty()) {
            return "The universal scalability law has three parts: no fit from fewer than four numbers of clients.";
        }
        if (rounds < Comparison.LEAST_ROUNDS) {
            return String.format(Locale.ROOT, "%s From %d rounds it has no interval: nothing is concluded.", parts(),
                    rounds);
        }
        if (misses > MOST_MISSED) {
            return String.format(Locale.ROOT, "The universal scalability law does not describe these data: the nearest one "
                    + "misses a median by %.0f %%.", 100 * misses);
        }
        return parts() + " " + peak.map(ScalabilityFit::peakSentence).orElse("Whether more clients ever make less, these "
                + "data do not tell.");
    }

    private String parts() {
        var found = law.orElseThrow();
        return String.format(Locale.ROOT, "λ = %s%s statements a second, σ = %.3f%s, κ = %.5f%s; it misses no median by "
                + "more than %.0f %%.", Durations.digits(found.lambda()), text(lambda, "%.0f"), found.sigma(),
                text(sigma, "%.3f"), found.kappa(), text(kappa, "%.5f"), 100 * misses);
    }

    private String text(Interval interval, String format) {
        return rounds < Comparison.LEAST_ROUNDS ? ""
                : String.format(Locale.ROOT, " [" + format + ", " + format + "]", interval.low(), interval.high());
    }

    private static String peakSentence(Interval peak) {
        return String.format(Locale.ROOT, "By the law, %.0f to %.0f clients make most.", peak.low(), peak.high());
    }
}

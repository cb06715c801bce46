package shardlab.measure;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import shardlab.LabException;

/**
 * What an experiment found.
 *
 * @param name       the experiment's name
 * @param timings    one timing an arm, in the order the arms were named
 * @param rounds     measured rounds
 * @param warmUp     rounds run before, not measured
 * @param answerRows rows, or other elements, of the answer that all arms gave; empty if answers were not compared
 * @param comparable false if the arms ask different questions, so that a ratio of their times would say nothing
 * @param answers    what is known of the answers, such as {@code every arm returned the same 24 rows}
 * @param seed       seed of the order within rounds and of the intervals
 * @param provenance where it was measured: engine, versions, rows, durability; empty where nobody said
 */
public record Outcome(String name, List<Timing> timings, int rounds, int warmUp, OptionalInt answerRows,
        boolean comparable, String answers, long seed, String provenance) {

    /** The timing of one arm. */
    public Timing of(String arm) {
        return timings.stream().filter(timing -> timing.arm().equals(arm)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no arm '" + arm + "' among "
                        + timings.stream().map(Timing::arm).toList()));
    }

    /**
     * One arm set against another.
     *
     * @throws LabException if the arms ask different questions
     */
    public Comparison compare(String arm, String baseline) {
        if (!comparable) {
            throw new LabException("'" + arm + "' and '" + baseline + "' ask different questions",
                    "experiment '" + name + "'", "a ratio of their times would say nothing",
                    "show the times side by side, or let both arms ask the same", null);
        }
        return Comparison.of(of(arm), of(baseline), seed);
    }

    /** Every other arm set against this one, in the order the arms were named. */
    public List<Comparison> against(String baseline) {
        return timings.stream().map(Timing::arm).filter(arm -> !arm.equals(baseline))
                .map(arm -> compare(arm, baseline)).toList();
    }

    /** What stands under a figure: rounds, warm-up, answer, and the provenance. */
    public String caption() {
        String text = "Medians of " + rounds + " interleaved " + (rounds == 1 ? "round" : "rounds") + " after " + warmUp
                + " to warm up, " + (tooFew() ? intervalName() : "95% bootstrap intervals") + "; " + answers + ".";
        return provenance.isBlank() ? text : text + " " + provenance;
    }

    /** What {@link Timing#low} and {@link Timing#high} are: {@code 95% interval}, {@code range of 3 rounds}, or none. */
    public String intervalName() {
        return !tooFew() ? "95% interval" : rounds == 1 ? "no interval of one round" : "range of " + rounds + " rounds";
    }

    private boolean tooFew() {
        return rounds < Comparison.LEAST_ROUNDS;
    }

    /** One line for each arm against the first one, and the caption. */
    public String table() {
        return OutcomeTable.of(this);
    }

    /** All samples: {@code experiment,arm,round,nanos}, with a header line. */
    public String csv() {
        return timings.stream().flatMap(timing -> OutcomeTable.csvLines(name, timing))
                .collect(Collectors.joining("\n", "experiment,arm,round,nanos\n", "\n"));
    }

    @Override
    public String toString() {
        return table();
    }
}

package shardlab.advise;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How much each statement counts: by its calls, by its time, or by both, as the rule says.
 *
 * @param byTime the part of the weight that time has, from 0 to 1; 0 where the time of any statement is unknown
 * @param calls  each statement's part of all calls, in the order of the advice's queries
 * @param times  each statement's part of all time; empty if the time of any statement is unknown
 */
public record Weighing(double byTime, List<Double> calls, List<Double> times) {

    static Weighing of(List<WorkloadQuery> queries, double byTime) {
        List<Double> calls = parts(queries.stream().map(WorkloadQuery::weight).toList());
        boolean known = queries.stream().allMatch(each -> each.milliseconds().isPresent());
        List<Double> times = known ? parts(queries.stream().map(each -> each.weight() * each.milliseconds().get()).toList())
                : List.of();
        boolean timed = times.stream().anyMatch(part -> part > 0);
        return new Weighing(timed ? byTime : 0, calls, timed ? times : List.of());
    }

    private static List<Double> parts(List<Double> amounts) {
        double all = amounts.stream().mapToDouble(Double::doubleValue).sum();
        return amounts.stream().map(amount -> all == 0 ? 0 : amount / all).toList();
    }

    /** True if the time of every statement is known. */
    public boolean timed() {
        return !times.isEmpty();
    }

    /** The weight of each statement if time has another part; all add up to 1. */
    List<Double> weights(double timePart) {
        return IntStream.range(0, calls.size()).mapToObj(i -> calls.get(i) * (1 - timePart)
                + (timed() ? times.get(i) : calls.get(i)) * timePart).toList();
    }

    /** In words. */
    @Override
    public String toString() {
        return byTime == 0 ? "calls" : byTime == 1 ? "time"
                : String.format(Locale.ROOT, "calls and time (%.0f %%)", 100 * byTime);
    }
}

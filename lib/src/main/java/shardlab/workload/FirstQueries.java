package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import shardlab.measure.Median;

/**
 * What the first queries on a new connection take.
 *
 * @param name   of the query
 * @param rounds in each the connecting, and then one query after the other, in nanoseconds
 * @param seed   of the intervals
 */
public record FirstQueries(String name, List<long[]> rounds, long seed) {

    private static final double MILLISECOND = 1e6;

    /** Milliseconds until the connection is there. */
    public Median connecting() {
        return millis(0);
    }

    /** Milliseconds that a query takes, by its number from 1. */
    public Median query(int number) {
        return millis(number);
    }

    /** How many queries there are. */
    public int queries() {
        return rounds.get(0).length - 1;
    }

    /** How many times as long as the last the first takes. */
    public Median firstAgainstLast() {
        return Median.ratio(each(1), each(queries()), seed);
    }

    /** Connecting, and then each query. */
    public List<Median> all() {
        List<Median> all = new ArrayList<>();
        IntStream.rangeClosed(0, queries()).forEach(i -> all.add(millis(i)));
        return all;
    }

    private Median millis(int place) {
        return Median.of(each(place), seed);
    }

    private double[] each(int place) {
        return rounds.stream().mapToDouble(round -> round[place] / MILLISECOND).toArray();
    }
}

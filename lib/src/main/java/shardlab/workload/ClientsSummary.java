package shardlab.workload;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import shardlab.measure.Durations;
import shardlab.measure.Latencies;
import shardlab.measure.Median;

/**
 * The same clients in several rounds.
 *
 * @param clients how many there were in each
 * @param runs    one a round
 * @param seed    of the intervals
 */
public record ClientsSummary(int clients, List<ClientsRun> runs, long seed) {

    /** Statements a second. */
    public Median throughput() {
        return Median.of(each(ClientsRun::throughput), seed);
    }

    /** The same, one a round. */
    double[] throughputs() {
        return each(ClientsRun::throughput);
    }

    /** Milliseconds that a statement takes on average. */
    public Median meanMillis() {
        return Median.of(each(run -> Durations.millis(run.latencies().mean())), seed);
    }

    /** Milliseconds of it in which it waits for a connection. */
    public Median waitMillis() {
        return Median.of(each(run -> Durations.millis(run.waits().mean())), seed);
    }

    /** Statements under way on average, by Little's law: throughput times mean latency. */
    public Median underWay() {
        return Median.of(each(run -> underWay(run, run.latencies())), seed);
    }

    /** Those of them that wait for a connection: throughput times mean wait. */
    public Median waiting() {
        return Median.of(each(run -> underWay(run, run.waits())), seed);
    }

    private static double underWay(ClientsRun run, Latencies time) {
        return run.throughput() * Durations.millis(time.mean()) / 1e3;
    }

    /** The latency in milliseconds that so many in a hundred did not exceed, such as 50 or 99. */
    public Median millis(double percent) {
        return Median.of(each(run -> Durations.millis(run.latencies().percentile(percent))), seed);
    }

    /** How many times the throughput of others, of the same rounds. */
    public Median times(ClientsSummary others) {
        return Median.ratio(each(ClientsRun::throughput), others.each(ClientsRun::throughput), seed);
    }

    /** Microseconds of processor time that a client itself spent on a statement. */
    public Median cpuMicros() {
        return Median.of(each(run -> run.cpuPerStatement().toNanos() / 1e3), seed);
    }

    /** All statements that failed, by SQLSTATE. */
    public Map<String, Long> errors() {
        Map<String, Long> all = new TreeMap<>();
        runs.forEach(run -> run.errors().forEach((state, number) -> all.merge(state, number, Long::sum)));
        return all;
    }

    private double[] each(ToDoubleFunction<ClientsRun> value) {
        return runs.stream().mapToDouble(value).toArray();
    }
}

package shardlab.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import shardlab.measure.Latencies;

/**
 * What clients did in one run, without its warm-up.
 *
 * @param clients   how many there were
 * @param rate      statements a second that were asked for; empty for a closed loop, where each client goes on when it is
 *                  answered
 * @param measured  how long it was measured
 * @param latencies of the statements that ended meanwhile without an error; in an open loop from the intended start
 * @param waits     how much of each latency was waiting for a connection
 * @param errors    statements that failed, by SQLSTATE, or by {@code pool timeout} where no connection came free
 * @param seconds   the same second by second
 * @param notBegun  statements of an open loop that should have begun and did not: no client was free
 * @param cpu       processor time of the clients' own threads; zero where it is not known
 */
public record ClientsRun(int clients, OptionalDouble rate, Duration measured, Latencies latencies,
        Latencies waits, Map<String, Long> errors, List<Second> seconds, long notBegun, Duration cpu) {

    /**
     * One second of it.
     *
     * @param second  from 0
     * @param done    statements that ended in it without an error
     * @param failed  statements that failed in it
     * @param longest the longest of those that ended
     */
    public record Second(int second, long done, long failed, Duration longest) {
    }

    /** Keeps both as they are now. */
    public ClientsRun {
        errors = Map.copyOf(errors);
        seconds = List.copyOf(seconds);
    }

    /** Statements a second that ended without an error. */
    public double throughput() {
        return latencies.count() / (measured.toNanos() / 1e9);
    }

    /** All statements that failed. */
    public long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Processor time that a client itself spent on one statement; zero where it is not known. */
    public Duration cpuPerStatement() {
        return cpu.dividedBy(Math.max(1, latencies.count() + failed()));
    }
}

package shardlab.workload;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import shardlab.measure.Latencies;

/** What one client counts, between two moments of {@link System#nanoTime}; before the first it warms up. */
final class Tally {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long from;
    private final long to;
    private final long atMost;
    private final Latencies latencies = new Latencies();
    private final Latencies waits = new Latencies();
    private final Map<String, Long> errors = new HashMap<>();
    private final long[] done;
    private final long[] failed;
    private final long[] longest;
    private long sent;
    private long lastEnd;
    private long cpuAtBegin = -1;
    private long cpu;

    /** @param atMost statements, after which it has enough */
    Tally(long from, long to, long atMost) {
        this.from = from;
        this.to = to;
        this.atMost = atMost;
        this.lastEnd = from;
        int seconds = (int) Math.ceil((to - from) / (double) SECOND);
        this.done = new long[seconds];
        this.failed = new long[seconds];
        this.longest = new long[seconds];
    }

    boolean wantsMore() {
        return sent++ < atMost && System.nanoTime() < to;
    }

    /** @param waited nanoseconds of it that went by until there was a connection */
    void done(long intended, long end, long waited) {
        if (end >= from && end < to) {
            latencies.add(end - intended);
            waits.add(waited);
            lastEnd = end;
            done[second(end)]++;
            longest[second(end)] = Math.max(longest[second(end)], end - intended);
        }
    }

    void failed(String sqlState, long end) {
        if (end >= from && end < to) {
            errors.merge(sqlState == null ? "none" : sqlState, 1L, Long::sum);
            failed[second(end)]++;
        }
    }

    private int second(long moment) {
        return (int) Math.min(done.length - 1, (moment - from) / SECOND);
    }

    /** True once the warm-up is over and nobody has told how much processor time it took. */
    boolean asksForCpu() {
        return cpuAtBegin < 0 && System.nanoTime() >= from;
    }

    /** The thread's processor time when the warm-up was over. */
    void cpuBegins(long nanos) {
        cpuAtBegin = nanos;
    }

    void cpuEnds(long nanos) {
        cpu = cpuAtBegin < 0 ? 0 : nanos - cpuAtBegin;
    }

    Latencies latencies() {
        return latencies;
    }

    Latencies waits() {
        return waits;
    }

    Map<String, Long> errors() {
        return errors;
    }

    Duration cpu() {
        return Duration.ofNanos(cpu);
    }

    /** Up to the last second in which anything ended. */
    int seconds() {
        int last = done.length;
        while (last > 0 && done[last - 1] == 0 && failed[last - 1] == 0) {
            last--;
        }
        return last;
    }

    ClientsRun.Second second(int second) {
        return new ClientsRun.Second(second, done[second], failed[second], Duration.ofNanos(longest[second]));
    }

    /** When the last statement ended that counts; the beginning if there is none. */
    long lastEnd() {
        return lastEnd;
    }
}

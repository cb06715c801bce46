package shardlab.workload;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import shardlab.measure.Latencies;

/**
 * Writes one after another into one shard, and some work that went on meanwhile: how long each write took.
 *
 * @param name   what went on, such as {@code block_writes}
 * @param writes the writes in their order, all of them acknowledged
 * @param begin  when the work began, in milliseconds from the first write
 * @param end    when it had ended
 */
public record WriteLatency(String name, List<Write> writes, double begin, double end) {

    /**
     * One write.
     *
     * @param atMillis   when it was sent, from the first one
     * @param tookMillis until it was acknowledged
     */
    public record Write(double atMillis, double tookMillis) {

        private boolean overlaps(double begin, double end) {
            return atMillis + tookMillis >= begin && atMillis <= end;
        }
    }

    /** How long the work took. */
    public Duration took() {
        return Duration.ofNanos((long) ((end - begin) * 1e6));
    }

    /** The longest that a write took while the work went on. */
    public double longestMillis() {
        return during().stream().mapToDouble(Write::tookMillis).max().orElse(0);
    }

    /** The median of the writes outside of it. */
    public double usualMillis() {
        var usual = new Latencies();
        writes.stream().filter(write -> !write.overlaps(begin, end))
                .forEach(write -> usual.add((long) (write.tookMillis() * 1e6)));
        return usual.percentile(50).toNanos() / 1e6;
    }

    /** The writes that were under way while the work was. */
    public List<Write> during() {
        return writes.stream().filter(write -> write.overlaps(begin, end)).toList();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s took %,.0f ms; %,d writes were under way meanwhile, the longest took %,.0f ms "
                + "(usually %.1f ms)", name, end - begin, during().size(), longestMillis(), usualMillis());
    }
}

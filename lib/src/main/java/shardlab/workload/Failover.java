package shardlab.workload;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import shardlab.measure.Durations;

/**
 * A worker that died while it was written to, and its standby, which took its place. Times count from the first write.
 *
 * @param synchronous true if the worker waited for its standby before it acknowledged a commit
 * @param node        the worker
 * @param writes      the writes that were acknowledged, in their order
 * @param cut         when the standby was cut off from it
 * @param killed      when it died
 * @param promoted    when the standby was ready to be written to
 * @param told        when all nodes knew the standby in its place
 */
public record Failover(boolean synchronous, String node, List<Acked> writes, Duration cut, Duration killed,
        Duration promoted, Duration told) {

    /**
     * An acknowledged write.
     *
     * @param at   when the client was told
     * @param lost true if its row is not there any more
     */
    public record Acked(Duration at, boolean lost) {
    }

    /** Rows that were acknowledged and are gone. */
    public long lost() {
        return writes.stream().filter(Acked::lost).count();
    }

    /** The longest time without an acknowledgement. */
    public Duration outage() {
        Duration longest = Duration.ZERO;
        for (int i = 1; i < writes.size(); i++) {
            Duration pause = writes.get(i).at().minus(writes.get(i - 1).at());
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        return longest;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %,d writes acknowledged, %,d of them lost; nothing was acknowledged for %s%n"
                + "  from the death to the promotion %s, from there until all nodes knew it %s",
                synchronous ? "synchronous " : "asynchronous", writes.size(), lost(), Durations.text(outage()),
                Durations.text(promoted.minus(killed)), Durations.text(told.minus(promoted)));
    }
}

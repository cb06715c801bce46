package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import shardlab.measure.Durations;

/**
 * A rebalance that was watched from another session.
 *
 * @param looks what {@code get_rebalance_progress()} told, in order
 * @param took  the whole
 */
public record RebalanceRun(List<Look> looks, Duration took) {

    /**
     * One look at it.
     *
     * @param at     since the rebalance was asked for
     * @param waits  shards that have not begun to move
     * @param moves  shards that are moving
     * @param done   shards that have moved
     * @param status what is done to those that move, in the server's words
     */
    public record Look(Duration at, long waits, long moves, long done, String status) {

        /** All shards that the rebalance moves, co-located ones counted too. */
        public long shards() {
            return waits + moves + done;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "after %6.1f s: %2d wait, %2d move, %2d are there  %s",
                    at.toMillis() / 1e3, waits, moves, done, status);
        }
    }

    /** The first look at which something moved, and each first look at which more had arrived. */
    public List<Look> steps() {
        List<Look> steps = new ArrayList<>();
        for (Look look : looks) {
            boolean further = steps.isEmpty() ? look.moves() > 0 : look.done() > steps.get(steps.size() - 1).done();
            if (further) {
                steps.add(look);
            }
        }
        return steps;
    }

    @Override
    public String toString() {
        return "rebalanced in " + Durations.text(took) + ", looked at " + looks.size() + " times";
    }
}

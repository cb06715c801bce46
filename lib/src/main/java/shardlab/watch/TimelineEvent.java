package shardlab.watch;

import java.time.Duration;

/**
 * Something that began, changed or ended.
 *
 * @param at   how long the cluster had been watched
 * @param what in a few words
 */
public record TimelineEvent(Duration at, String what) {

    @Override
    public String toString() {
        return LookText.clock(at) + "  " + what;
    }
}

package shardlab.watch;

import java.time.Duration;

/**
 * When a look at a node was taken. Nodes are asked one by one, so the looks at two of them are never of the same moment.
 *
 * @param asked    the clock of {@link System#nanoTime} before the node was asked
 * @param answered the same clock once it had answered
 */
public record Taken(long asked, long answered) {

    /** Of a look that took no time. */
    static Taken now() {
        return since(System.nanoTime());
    }

    /** Of a look that ends now. */
    static Taken since(long asked) {
        return new Taken(asked, System.nanoTime());
    }

    /** True if what had lasted for so long when another look was taken was there already when this one was asked for. */
    boolean after(Taken other, Duration lasted) {
        return other.answered - lasted.toNanos() < asked;
    }
}

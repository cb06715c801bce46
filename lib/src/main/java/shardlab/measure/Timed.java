package shardlab.measure;

import java.time.Duration;

/**
 * An answer with the time that it took, for arms whose clock is not the caller's: the time that a server took by
 * its own clock, say.
 *
 * @param answer what came back
 * @param time   how long it took, by the clock that the arm chose
 */
public record Timed<T>(T answer, Duration time) {
}

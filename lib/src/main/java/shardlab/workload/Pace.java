package shardlab.workload;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * When the next statement of a run begins. A closed loop begins it as soon as a client is free. An open loop has a time
 * for each statement, whether a client is free or not; who is late has its lateness counted.
 */
final class Pace {

    private final long start;
    private final OptionalDouble rate;
    private final AtomicLong begun = new AtomicLong();

    /**
     * @param start in nanoseconds of {@link System#nanoTime}
     * @param rate  statements a second; empty for a closed loop
     */
    Pace(long start, OptionalDouble rate) {
        this.start = start;
        this.rate = rate;
    }

    /** Waits until the next statement is to begin. Returns the intended start; that may have passed. */
    long next() {
        long number = begun.getAndIncrement();
        if (rate.isEmpty()) {
            return System.nanoTime();
        }
        long intended = start + (long) (number * 1e9 / rate.getAsDouble());
        for (long wait = intended - System.nanoTime(); wait > 0 && !Thread.currentThread().isInterrupted();
                wait = intended - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        return intended;
    }

    /** Statements of an open loop that were to begin before a moment, and that no client took. */
    long notBegunBefore(long moment) {
        return rate.isEmpty() ? 0
                : Math.max(0, (long) Math.ceil((moment - start) / 1e9 * rate.getAsDouble()) - begun.get());
    }
}

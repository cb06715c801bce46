package shardlab.cluster;

import java.util.concurrent.atomic.AtomicLong;

/** One direction of a link: all connections share it, so bytes wait for those that came before them. */
final class Lane {

    private static final double NANOS = 1e9;

    private final AtomicLong bytes = new AtomicLong();
    private long freeAt = System.nanoTime();

    /** When bytes that are sent now have arrived, by {@link System#nanoTime()}. */
    synchronized long arrival(int size, Link link) {
        bytes.addAndGet(size);
        long now = System.nanoTime();
        long start = Math.max(now, freeAt);
        freeAt = link.bytesPerSecond() == 0 ? now : start + (long) (size * NANOS / link.bytesPerSecond());
        return Math.max(now, freeAt) + link.roundTrip().toNanos() / 2;
    }

    /** Bytes carried so far. */
    long bytes() {
        return bytes.get();
    }
}

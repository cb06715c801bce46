package shardlab.image;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Closes a stream that brings nothing for a while, so that whoever reads it is not left waiting. */
final class Stall implements AutoCloseable {

    private final Closeable stream;
    private final Thread watch;
    private final long limitNanos;
    private volatile long last = System.nanoTime();

    Stall(Closeable stream, Duration limit) {
        this.stream = stream;
        this.limitNanos = limit.toNanos();
        this.watch = new Thread(this::watch, "watch over a transfer");
        watch.setDaemon(true);
        watch.start();
    }

    /** Something came. */
    void moved() {
        last = System.nanoTime();
    }

    private void watch() {
        try {
            for (long left = limitNanos; left > 0; left = limitNanos - (System.nanoTime() - last)) {
                Thread.sleep(left / 1_000_000 + 1);
            }
            stream.close();
        } catch (InterruptedException | IOException e) {
            // it is over
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}

package shardlab.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What a program writes to one of its streams, read by a thread of its own: the first megabytes of it are kept. */
final class Captured {

    private static final int MOST_BYTES = 8 << 20;
    private static final int PIECE_BYTES = 1 << 13;

    private final InputStream stream;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Thread reading;

    private Captured(InputStream stream) {
        this.stream = stream;
    }

    static Captured of(InputStream stream, String name) {
        var captured = new Captured(stream);
        captured.reading = new Thread(captured::readAll, name);
        captured.reading.setDaemon(true);
        captured.reading.start();
        return captured;
    }

    /** Waits for its end so many seconds, and returns what there is. */
    String text(long seconds) throws InterruptedException {
        reading.join(TimeUnit.SECONDS.toMillis(seconds));
        synchronized (kept) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    private void readAll() {
        byte[] piece = new byte[PIECE_BYTES];
        try (stream) {
            for (int size = stream.read(piece); size >= 0; size = stream.read(piece)) {
                keep(piece, size);
            }
        } catch (IOException e) {
            // the program was ended while it wrote
        }
    }

    private void keep(byte[] piece, int size) {
        synchronized (kept) {
            kept.write(piece, 0, Math.min(size, MOST_BYTES - kept.size()));
        }
    }
}

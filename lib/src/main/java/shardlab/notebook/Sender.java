package shardlab.notebook;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends a cell's output from a thread of its own, one message after the other. The kernel sends by ZeroMQ, which takes an
 * interruption of the thread that sends for its own: JeroMQ's {@code Signaler} clears it and gives up in the middle of the
 * message. Stop would be lost, and with half a message on the way nothing that the kernel says would be understood again.
 */
final class Sender {

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "shardlab output");
        thread.setDaemon(true);
        return thread;
    });

    private Sender() {
    }

    /** Sends, and returns when that is done; an interruption that comes meanwhile is kept for the caller. */
    static void send(Runnable message) {
        Future<?> sending = THREAD.submit(message);
        boolean interrupted = false;
        try {
            while (!isDone(sending)) {
                interrupted = true;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is printed there comes to the kernel's stream, which sends at each write, in the same way. */
    static PrintStream printing(PrintStream kernels) {
        return new PrintStream(new OutputStream() {
            @Override
            public void write(int oneByte) {
                send(() -> kernels.write(oneByte));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                send(() -> kernels.write(bytes, offset, length));
            }
        }, true, StandardCharsets.UTF_8);
    }

    /** False if the wait was interrupted. */
    private static boolean isDone(Future<?> sending) {
        try {
            sending.get();
            return true;
        } catch (InterruptedException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        }
    }
}

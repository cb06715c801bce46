package shardlab.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import shardlab.LabException;
import shardlab.ThisProcess;
import shardlab.sql.Running;

/**
 * What is done when a signal ends a measurement, which unwinds no {@code try} by itself. The thread that measures is
 * interrupted and its statement cancelled on the server; when it has let go, or after a while, the work is done.
 */
final class OnCtrlC implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_MILLIS = 100;

    private final Thread measuring = Thread.currentThread();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final Runnable work;
    private final Thread hook = new Thread(this::end, "end by a signal");

    /**
     * From now on until {@link #close}.
     *
     * @param work removes what the measurement made, be it there or removed already
     */
    OnCtrlC(Runnable work) {
        this.work = work;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end() {
        measuring.interrupt();
        try {
            awaitLetGo();
            work.run();
        } catch (LabException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitLetGo() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!letGo.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
            Running.cancelInterrupted();
        }
    }

    /** The measurement has ended, and its own clean-up is done. */
    @Override
    public void close() {
        letGo.countDown();
        if (!ThisProcess.forget(hook)) {
            ThisProcess.awaitItsEnd();
        }
    }
}

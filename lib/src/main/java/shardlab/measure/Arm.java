package shardlab.measure;

import java.time.Duration;
import java.util.concurrent.Callable;
import shardlab.LabException;

/**
 * One way of doing the work.
 *
 * @param name   what the tables and figures call it
 * @param before runs untimed before each run
 * @param work   what is timed; returns the answer, or a {@link Timed} answer that brings its own time
 */
record Arm(String name, Runnable before, Callable<?> work) {

    /** Runs once. */
    Timed<?> run(String experiment) {
        try {
            before.run();
            long start = System.nanoTime();
            Object answer = work.call();
            long nanos = System.nanoTime() - start;
            return answer instanceof Timed<?> timed ? timed : new Timed<>(answer, Duration.ofNanos(nanos));
        } catch (LabException e) {
            throw failed(experiment, e.remedy(), e);
        } catch (Exception e) {
            throw failed(experiment, null, e);
        }
    }

    private LabException failed(String experiment, String remedy, Exception cause) {
        return new LabException("the arm '" + name + "' failed", "experiment '" + experiment + "'",
                cause.getMessage() == null ? cause.toString() : cause.getMessage(), remedy, cause);
    }
}

package shardlab.process;

import java.io.IOException;
import shardlab.LabException;
import shardlab.ThisProcess;

/** A program that has this process's terminal, until it ends; it ends with this process, at whatever moment that is. */
final class InSight {

    private final Thread hook = new Thread(this::end, "end of the program in sight");
    private Process process;
    private boolean ending;

    /** Runs it to its end and gives its exit status. */
    int run(ProcessBuilder builder) throws IOException {
        remember();
        try {
            return start(builder).waitFor();
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while another program was running", null, null, "run it again", e);
        } finally {
            forget();
        }
    }

    private synchronized Process start(ProcessBuilder builder) throws IOException {
        if (ending) {
            ThisProcess.awaitItsEnd();
        }
        process = builder.start();
        return process;
    }

    private synchronized Process ended() {
        ending = true;
        return process;
    }

    /** Asks it to end, and lets it put things in order. */
    private void end() {
        Process running = ended();
        if (running != null) {
            running.destroy();
            awaitEndOf(running);
        }
    }

    private static void awaitEndOf(Process running) {
        boolean ended = false;
        while (!ended) {
            try {
                running.waitFor();
                ended = true;
            } catch (InterruptedException again) {
                running.destroyForcibly();
            }
        }
    }

    private void remember() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException signalled) {
            ThisProcess.awaitItsEnd();
        }
    }

    private void forget() {
        if (!ThisProcess.forget(hook)) {
            ThisProcess.awaitItsEnd();
        }
    }
}

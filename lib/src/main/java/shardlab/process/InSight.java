package shardlab.process;

import shardlab.LabException;

/** A program that has this process's terminal, until it ends; it ends with this process. */
final class InSight {

    private final Process process;
    private final Thread hook = new Thread(this::end, "end of the program in sight");

    InSight(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Waits for its end and gives its exit status. */
    int await() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while another program was running", null, null, "run it again", e);
        } finally {
            forget();
        }
    }

    /** Asks it to end, and lets it put things in order. */
    private void end() {
        process.destroy();
        boolean ended = false;
        while (!ended) {
            try {
                process.waitFor();
                ended = true;
            } catch (InterruptedException again) {
                process.destroyForcibly();
            }
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException signalled) {
            // the hook itself waits for the program
        }
    }
}

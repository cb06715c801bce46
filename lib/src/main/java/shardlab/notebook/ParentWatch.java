package shardlab.notebook;

import java.util.Optional;

/**
 * Ends the kernel when the process that started it is gone: a Jupyter that was killed asks nobody to shut down, and a
 * kernel would go on with its cell, and then wait for ever.
 */
final class ParentWatch {

    /** What Jupyter tells every kernel: its own process. */
    private static final String JUPYTER = "JPY_PARENT_PID";
    private static final long LOOK_MILLIS = 500;
    private static final long PATIENCE_MILLIS = 10_000;
    private static final int STATUS = 129;

    private ParentWatch() {
    }

    /** Watches until the end. */
    static void begin() {
        Optional<Long> parent = parent();
        if (isGone(System.getenv(JUPYTER))) {
            end();
        }
        daemon("shardlab-parent", () -> {
            while (parent().equals(parent)) {
                sleep(LOOK_MILLIS);
            }
            end();
        }).start();
    }

    /** The parent may have died before anybody watched. */
    private static boolean isGone(String pid) {
        return pid != null && pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    /** The system gives a process whose parent is gone to another. */
    private static Optional<Long> parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid);
    }

    /** What is to be done at the end gets its time, but not for ever. */
    private static void end() {
        daemon("shardlab-halt", () -> {
            sleep(PATIENCE_MILLIS);
            Runtime.getRuntime().halt(STATUS);
        }).start();
        System.exit(STATUS);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

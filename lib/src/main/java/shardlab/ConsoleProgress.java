package shardlab;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Progress on standard error: one line for each piece of work, rewritten in place where there is a terminal. */
public final class ConsoleProgress implements Progress {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CLEAR_LINE = "\r\u001b[K";

    /** {@code ./lab} says whether standard error is a terminal: Java cannot tell. */
    private final boolean terminal = Boolean.getBoolean("shardlab.terminal");
    private String current = "";
    private long began;
    private long printed;
    private boolean open;

    @Override
    public synchronized void report(String what, long done, long total, String unit) {
        long now = System.nanoTime();
        if (!what.equals(current)) {
            end();
            current = what;
            began = now;
            printed = 0;
            open = true;
            tellThoughNobodyKnowsHowMuch(what, total);
        }
        boolean last = done >= total && total >= 0;
        if (open && terminal && (last || now - printed >= PAUSE_NANOS)) {
            System.err.print(CLEAR_LINE + line(done, total, unit));
            printed = now;
        }
        if (open && last) {
            System.err.print(terminal ? "\n" : line(done, total, unit) + "\n");
            open = false;
        }
    }

    /** Without a terminal only the end of work is told, and of this nobody may be told when it ends. */
    private void tellThoughNobodyKnowsHowMuch(String what, long total) {
        if (total < 0 && !terminal) {
            System.err.println("  " + what);
        }
    }

    /** Ends the line of work that nobody said was done. */
    public synchronized void end() {
        if (open && terminal) {
            System.err.println();
        }
        open = false;
    }

    private String line(long done, long total, String unit) {
        String of = total < 0 ? String.format(Locale.ROOT, "%,d", done)
                : String.format(Locale.ROOT, "%,d of %,d", done, total);
        double seconds = (System.nanoTime() - began) / 1e9;
        return String.format(Locale.ROOT, "  %s: %s %s, %.1f s", current, of, unit, seconds);
    }
}

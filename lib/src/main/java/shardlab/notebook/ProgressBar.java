package shardlab.notebook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.Progress;

/**
 * Progress below the running cell, a line for each piece of work, drawn in place at most ten times a second; what
 * stays is a tick, the amount and the time. It throws if the thread that reports or the cell that made it was
 * interrupted, which ends a long loop. Reports of several threads may come out of order: the furthest counts.
 */
public final class ProgressBar implements Progress {

    private static final long REDRAW_NANOS = 100_000_000;
    private static final int WIDTH = 24;

    private final Thread cell = Thread.currentThread();
    private final Map<String, Work> works = new LinkedHashMap<>();
    private String displayId;
    private long drawnAt;

    private static final class Work {
        private final long startedAt = System.nanoTime();
        private long done;
        private long total;
        private String unit;
        private Duration took;
    }

    @Override
    public synchronized void report(String what, long done, long total, String unit) {
        if (Thread.interrupted() || cell.isInterrupted()) {
            throw new LabException("Interrupted at " + what, null, amount(done, unit) + " were done",
                    "run the cell again", null);
        }
        Work work = works.computeIfAbsent(what, name -> new Work());
        work.done = Math.max(work.done, done);
        work.total = total;
        work.unit = unit;
        boolean finished = total >= 0 && work.done >= total;
        boolean finishedNow = finished && work.took == null;
        work.took = finished ? work.took == null ? since(work) : work.took : null;
        if (finishedNow || System.nanoTime() - drawnAt > REDRAW_NANOS) {
            draw();
        }
    }

    /** Work whose total nobody knew is finished now. */
    public synchronized void finish() {
        works.values().stream().filter(work -> work.took == null && work.total < 0).forEach(work -> work.took = since(work));
        if (!works.isEmpty()) {
            draw();
        }
    }

    private void draw() {
        drawnAt = System.nanoTime();
        String text = works.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
        if (displayId == null) {
            displayId = Shell.displayLive(text);
        } else {
            Shell.update(displayId, text);
        }
    }

    private static String line(String what, Work work) {
        if (work.took != null) {
            return "✓ " + what + ": " + amount(work.done, work.unit) + " in " + CellText.duration(work.took);
        }
        if (work.total <= 0) {
            return "… " + what + ": " + amount(work.done, work.unit) + ", " + CellText.duration(since(work));
        }
        int filled = (int) (WIDTH * work.done / work.total);
        return "█".repeat(filled) + "░".repeat(WIDTH - filled) + " " + what + ": "
                + String.format(Locale.ROOT, "%,d of ", work.done) + amount(work.total, work.unit);
    }

    private static String amount(long count, String unit) {
        return String.format(Locale.ROOT, "%,d %s", count, unit);
    }

    private static Duration since(Work work) {
        return Duration.ofNanos(System.nanoTime() - work.startedAt);
    }
}

package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import shardlab.workload.WriteLatency;

/** How long each write took, in the order of time, and the time in which something else went on: one panel for each. */
public final class WriteChart extends Figure {

    private static final double HEADER = 24;
    private static final double PANEL = 178;
    private static final double DOT = 1.9;
    private static final double LEAST_MILLIS = 0.1;
    private static final Color WORK = new Color(0xe6, 0x9f, 0x00, 46);

    private final List<WriteLatency> runs;

    /**
     * @param title   what was measured
     * @param runs    one to four runs
     * @param caption engine, versions and whatever else a reader must know
     */
    public WriteChart(String title, List<WriteLatency> runs, String caption) {
        super(title, "A point is a write: when it was sent, and how long it took (logarithmic). Shaded: the time that the "
                + "work took.", caption, PANEL * runs.size());
        this.runs = runs;
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double seconds = runs.stream().mapToDouble(WriteChart::lastSecond).max().orElse(1);
        Scale y = Scale.logarithmic(LEAST_MILLIS, Math.max(10, took().max().orElse(10)));
        for (int i = 0; i < runs.size(); i++) {
            double top = area.getY() + i * PANEL;
            drawHeader(ink, runs.get(i), area.getX(), top);
            drawRun(ink, runs.get(i), new Plot(i == runs.size() - 1 ? "time (s)" : "", Scale.linear(0, seconds),
                    "write (ms)", y), new Rectangle2D.Double(area.getX(), top + HEADER, area.getWidth(),
                    PANEL - HEADER - 8));
        }
    }

    private DoubleStream took() {
        return runs.stream().flatMap(run -> run.writes().stream()).mapToDouble(WriteLatency.Write::tookMillis);
    }

    private static double lastSecond(WriteLatency run) {
        return Math.max(run.end(), run.writes().stream().mapToDouble(write -> write.atMillis() + write.tookMillis()).max()
                .orElse(0)) / 1e3;
    }

    private static void drawHeader(Ink ink, WriteLatency run, double left, double top) {
        ink.text(run.name(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.LEFT, left, top + 8);
        ink.text(String.format(Locale.ENGLISH, "longest %,.0f ms, usually %.1f ms", run.longestMillis(), run.usualMillis()),
                Theme.TICK, Theme.MUTED, Ink.Anchor.RIGHT, left + Theme.WIDTH - 2.0 * Theme.MARGIN, top + 8);
    }

    private static void drawRun(Ink ink, WriteLatency run, Plot plot, Rectangle2D area) {
        plot.paint(ink, area);
        double left = plot.x(run.begin() / 1e3);
        ink.graphics().setColor(WORK);
        ink.graphics().fill(new Rectangle2D.Double(left, area.getY() + 4, Math.max(2, plot.x(run.end() / 1e3) - left),
                plot.y(LEAST_MILLIS) - area.getY() - 4));
        for (WriteLatency.Write write : run.writes()) {
            ink.fill(new Ellipse2D.Double(plot.x(write.atMillis() / 1e3) - DOT, plot.y(Math.max(LEAST_MILLIS,
                    write.tookMillis())) - DOT, 2 * DOT, 2 * DOT), Theme.PALETTE[0]);
        }
    }
}

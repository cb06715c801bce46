package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import shardlab.workload.Failover;

/** A line of time for each failover: a tick for each write that was acknowledged, and what happened to the worker. */
public final class FailoverChart extends Figure {

    private static final double ROW = 104;
    private static final double LEGEND = 30;
    private static final double NAMES = 112;
    private static final double TICKS = 26;
    private static final double SWATCH = 11;
    private static final double BETWEEN_WORDS = 18;
    private static final double AXIS = 38;
    private static final Color KEPT = Theme.PALETTE[0];
    private static final Color LOST = Theme.PALETTE[4];
    private static final BasicStroke TICK = new BasicStroke(1.2f);

    private final List<Failover> failovers;

    /** @param caption engine, versions and whatever else a reader must know */
    public FailoverChart(List<Failover> failovers, String caption) {
        super("What a client is told while a standby takes a worker's place",
                "A tick: a write that was acknowledged. 1: the standby is cut off. 2: the worker dies. "
                        + "3: the standby is promoted. 4: all nodes know it.",
                caption, LEGEND + ROW * failovers.size() + AXIS);
        this.failovers = failovers;
    }

    @Override
    String saying() {
        return failovers.stream().map(each -> (each.synchronous() ? "Synchronous" : "Asynchronous") + ": "
                + Theme.count(each.lost()) + " of " + Theme.count(each.writes().size()) + " acknowledged writes lost; "
                + "cut off " + at(each.cut()) + ", dead " + at(each.killed()) + ", promoted " + at(each.promoted())
                + ", known "
                + at(each.told())).collect(Collectors.joining(". ", "", "."));
    }

    private static String at(Duration moment) {
        return "at " + Theme.rounded(seconds(moment)) + " s";
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double x = legend(ink, "still there", KEPT, area.getX(), area.getY() + SWATCH);
        legend(ink, "lost", LOST, x + BETWEEN_WORDS, area.getY() + SWATCH);
        double longest = failovers.stream().mapToDouble(each -> seconds(last(each))).max().orElse(1);
        Plot plot = new Plot("seconds since the first write", Scale.linear(0, longest), "",
                Scale.linear(0, failovers.size())).withoutYTicks();
        plot.paint(ink, new Rectangle2D.Double(area.getX() + NAMES, area.getY() + LEGEND, area.getWidth() - NAMES,
                area.getHeight() - LEGEND));
        for (int i = 0; i < failovers.size(); i++) {
            drawRow(ink, plot, failovers.get(i), area.getX(), plot.y(failovers.size() - i - 0.5));
        }
    }

    private static void drawRow(Ink ink, Plot plot, Failover failover, double left, double middle) {
        ink.text(failover.synchronous() ? "synchronous" : "asynchronous", Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.LEFT,
                left, middle - 8);
        ink.text(Theme.count(failover.lost()) + " lost", Theme.LABEL, Theme.MUTED, Ink.Anchor.LEFT, left, middle + 10);
        for (Failover.Acked write : failover.writes()) {
            double x = plot.x(seconds(write.at()));
            ink.line(x, middle - TICKS / 2, x, middle + TICKS / 2, write.lost() ? LOST : KEPT, TICK);
        }
        marks(ink, plot, List.of(failover.cut(), failover.killed(), failover.promoted(), failover.told()), middle);
    }

    /** Marks that come close to one another stand side by side. */
    private static void marks(Ink ink, Plot plot, List<Duration> moments, double middle) {
        double[] wanted = moments.stream().mapToDouble(moment -> plot.x(seconds(moment))).toArray();
        double[] widths = moments.stream().mapToDouble(moment -> 8).toArray();
        double[] places = Spread.place(wanted, widths, 4, wanted[0] - 60, wanted[3] + 60);
        for (int i = 0; i < places.length; i++) {
            ink.line(wanted[i], middle - TICKS / 2 - 4, wanted[i], middle + TICKS / 2 + 4, Theme.TEXT, Theme.DASHED);
            ink.text(Integer.toString(i + 1), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.CENTER, places[i],
                    middle - TICKS / 2 - 13);
        }
    }

    private static double legend(Ink ink, String text, Color color, double x, double y) {
        ink.fill(new Rectangle2D.Double(x, y - SWATCH / 2, SWATCH, SWATCH), color);
        return ink.text(text, Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT, x + SWATCH + 6, y).getMaxX();
    }

    private static Duration last(Failover failover) {
        return failover.writes().get(failover.writes().size() - 1).at();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}

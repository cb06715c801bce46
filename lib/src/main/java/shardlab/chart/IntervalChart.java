package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import shardlab.measure.Durations;
import shardlab.measure.Outcome;

/**
 * Named arms, one a line: a dot at the median, a bar for its interval, and both as text. The intervals are drawn by
 * hand, since XChart's error bars are wrong on a logarithmic axis and symmetric on any.
 */
public final class IntervalChart extends Figure {

    /**
     * One arm.
     *
     * @param name     what it is called
     * @param estimate its median with interval
     */
    public record Item(String name, Estimate estimate) {
    }

    /** How the axis counts: from zero in equal steps, or by powers of ten. */
    public enum Axis { LINEAR, LOGARITHMIC }

    private static final double ROW = 38;
    private static final double AXIS_HEIGHT = 52;
    private static final double GAP = 14;
    private static final double DOT = 5;
    private static final BasicStroke INTERVAL = new BasicStroke(3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    private final String axisTitle;
    private final Axis axis;
    private final List<Item> arms;
    private final DoubleFunction<String> text;

    /**
     * @param title     what was measured
     * @param axisTitle the quantity with its unit, such as {@code latency (ms)}
     * @param axis      linear or logarithmic
     * @param arms      the arms, from the top
     * @param text      how a value is written beside its dot
     * @param caption   engine, versions, rounds and whatever else a reader must know
     */
    public IntervalChart(String title, String axisTitle, Axis axis, List<Item> arms, DoubleFunction<String> text,
                         String caption) {
        this(title, axisTitle, axis, arms, text, "median", caption);
    }

    private IntervalChart(String title, String axisTitle, Axis axis, List<Item> arms, DoubleFunction<String> text,
                          String dot, String caption) {
        super(title, "Dot: " + dot + ". Bar: " + Estimate.intervals(arms.stream().map(Item::estimate)) + "."
                + (axis == Axis.LOGARITHMIC ? " Logarithmic axis." : ""), caption, ROW * arms.size() + AXIS_HEIGHT);
        this.axisTitle = axisTitle;
        this.axis = axis;
        this.arms = arms;
        this.text = text;
    }

    /** Shares of a whole, in percent. */
    static IntervalChart ofShares(String title, String axisTitle, List<Item> arms, String caption) {
        return new IntervalChart(title, axisTitle, Axis.LINEAR, arms,
                percent -> String.format(Locale.ROOT, "%.1f %%", percent), "share", caption);
    }

    /** The times of an experiment's arms, in milliseconds. */
    public static IntervalChart of(Outcome outcome, Axis axis) {
        List<Item> arms = outcome.timings().stream()
                .map(timing -> new Item(timing.arm(), Estimate.millis(timing))).toList();
        return new IntervalChart(outcome.name(), "time (ms)", axis, arms, millis -> Durations.text(millis * 1e6),
                outcome.caption());
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double names = GAP + arms.stream().mapToDouble(arm -> Ink.width(arm.name(), Theme.LABEL_BOLD)).max().orElse(0);
        double texts = GAP + arms.stream().mapToDouble(arm -> Ink.width(label(arm), Theme.LABEL)).max().orElse(0);
        Plot plot = new Plot(axisTitle, scale(), "", Scale.linear(0, arms.size())).withoutYTicks();
        plot.paint(ink, new Rectangle2D.Double(area.getX() + names, area.getY(), area.getWidth() - names - texts,
                area.getHeight()));
        for (int i = 0; i < arms.size(); i++) {
            double y = plot.y(arms.size() - i - 0.5);
            ink.text(arms.get(i).name(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.LEFT, area.getX(), y);
            drawEstimate(ink, plot, arms.get(i).estimate(), y);
            ink.text(label(arms.get(i)), Theme.LABEL, Theme.TEXT, Ink.Anchor.RIGHT, area.getMaxX(), y);
        }
    }

    private static void drawEstimate(Ink ink, Plot plot, Estimate estimate, double y) {
        if (estimate.hasInterval()) {
            drawInterval(ink, plot.x(estimate.low()), plot.x(estimate.high()), y);
        }
        double x = plot.x(estimate.value());
        ink.fill(new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT), Theme.PALETTE[4]);
    }

    private static void drawInterval(Ink ink, double low, double high, double y) {
        ink.line(low, y, high, y, Theme.tint(Theme.PALETTE[4], 0.55), INTERVAL);
        ink.line(low, y - 6, low, y + 6, Theme.PALETTE[4], Theme.HAIR);
        ink.line(high, y - 6, high, y + 6, Theme.PALETTE[4], Theme.HAIR);
    }

    private Scale scale() {
        double most = arms.stream().mapToDouble(arm -> arm.estimate().high()).max().orElse(1);
        return axis == Axis.LOGARITHMIC ? Scale.logarithmic(arms.stream().map(Item::estimate).toList())
                : Scale.linear(0, most > 0 ? most * 1.05 : 1);
    }

    private String label(Item arm) {
        Estimate estimate = arm.estimate();
        return !estimate.hasInterval() ? text.apply(estimate.value())
                : text.apply(estimate.value())
                        + "  [" + text.apply(estimate.low()) + ", " + text.apply(estimate.high()) + "]";
    }
}

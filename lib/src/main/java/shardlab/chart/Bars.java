package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Upright bars on XChart's axes, each with its own colour, its name below and its label on top. */
final class Bars {

    /** One bar with a label of two lines, and a mark that the figure draws across it. */
    record Bar(String name, double value, double mark, Color color, String label, String smallLabel) {
    }

    private static final double FILL = 0.68;
    private static final double HEADROOM = 1.2;
    private static final double NAMES = 24;
    private static final double LEAST_TOP = 5;
    private static final double LABEL_HEIGHT = 36;

    private final List<Bar> bars;
    private final Plot plot;

    Bars(List<Bar> bars, String yTitle) {
        this.bars = bars;
        double most = bars.stream().mapToDouble(bar -> Math.max(bar.value(), bar.mark())).max().orElse(1);
        this.plot = new Plot("", Scale.linear(0, bars.size()), yTitle, Scale.linear(0, Math.max(LEAST_TOP, most * HEADROOM)))
                .withoutXTicks();
    }

    void draw(Ink ink, Rectangle2D area) {
        plot.paint(ink, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), area.getHeight() - NAMES));
        for (int i = 0; i < bars.size(); i++) {
            drawBar(ink, bars.get(i), i);
        }
        ink.line(plot.x(0), plot.y(0), plot.x(bars.size()), plot.y(0), Theme.RULE, Theme.HAIR);
    }

    private void drawBar(Ink ink, Bar bar, int index) {
        double top = plot.y(bar.value());
        double centre = centre(index);
        ink.fill(new Rectangle2D.Double(left(index), top, width(), plot.y(0) - top), bar.color());
        ink.text(bar.name(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.CENTER, centre, plot.y(0) + NAMES / 2 + 2);
        double clear = labelBottom(bar, top);
        ink.textOnClearGround(bar.label(), Theme.LABEL, Theme.TEXT, Ink.Anchor.CENTER, centre, clear - 25);
        ink.textOnClearGround(bar.smallLabel(), Theme.TICK, Theme.MUTED, Ink.Anchor.CENTER, centre, clear - 10);
    }

    /** Above the bar, or above its mark where that would cross the label. */
    private double labelBottom(Bar bar, double top) {
        double mark = plot.y(bar.mark());
        return mark < top && mark > top - LABEL_HEIGHT ? mark : top;
    }

    double left(int index) {
        return plot.x(index + (1 - FILL) / 2);
    }

    double width() {
        return plot.x(FILL) - plot.x(0);
    }

    double centre(int index) {
        return plot.x(index + 0.5);
    }

    Plot plot() {
        return plot;
    }
}

package shardlab.chart;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shardlab.LabException;

/** How often values of a result occur: bars of equal width over the values, as high as there are rows. */
public final class ResultHistogram extends Figure {

    private static final double HEIGHT = 300;
    private static final int WANTED = 20;
    private static final double INSET = 0.04;

    private final ResultColumn column;
    private final double[] sorted;
    private final double from;
    private final double width;
    private final long[] counts;

    /**
     * @param title  what is shown
     * @param column the values; missing ones are left out
     * @param caption what a reader must know to trust it; may be empty
     * @throws LabException if there is no value
     */
    public ResultHistogram(String title, ResultColumn column, String caption) {
        super(title, subtitle(column), caption, HEIGHT);
        this.column = column;
        this.sorted = sorted(column);
        if (sorted.length == 0) {
            throw new LabException("a histogram of no value", title, null, "ask a query that returns rows", null);
        }
        this.width = width(sorted[0], sorted[sorted.length - 1]);
        this.from = Math.floor(sorted[0] / width) * width;
        this.counts = new long[(int) Math.floor((sorted[sorted.length - 1] - from) / width) + 1];
        Arrays.stream(sorted).forEach(value -> counts[Math.min(counts.length - 1, (int) ((value - from) / width))]++);
    }

    private static String subtitle(ResultColumn column) {
        double[] sorted = sorted(column);
        return sorted.length == 0 ? "" : "%s. Median %s, from %s to %s.".formatted(Theme.rows(sorted.length),
                Theme.number(sorted[sorted.length / 2]), Theme.number(sorted[0]), Theme.number(sorted[sorted.length - 1]));
    }

    private static double[] sorted(ResultColumn column) {
        return Arrays.stream(column.numbers()).filter(value -> !Double.isNaN(value)).sorted().toArray();
    }

    /** A round number, so that about twenty bars reach from the least to the most. */
    private static double width(double least, double most) {
        double rough = most > least ? (most - least) / WANTED : 1;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        return power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double most = Arrays.stream(counts).asDoubleStream().max().orElse(1);
        Plot plot = new Plot(column.title(), Scale.linear(from, from + counts.length * width), "rows",
                Scale.linear(0, most * 1.05));
        plot.paint(ink, area);
        for (int bar = 0; bar < counts.length; bar++) {
            double left = plot.x(from + (bar + INSET) * width);
            double top = plot.y((double) counts[bar]);
            ink.fill(new Rectangle2D.Double(left, top, plot.x(from + (bar + 1 - INSET) * width) - left, plot.y(0) - top),
                    Theme.PALETTE[0]);
        }
        ink.line(plot.x(from), plot.y(0), plot.x(from + counts.length * width), plot.y(0), Theme.RULE, Theme.HAIR);
    }

    @Override
    public String alternative() {
        return title() + ". Histogram of " + column.title() + ". " + subtitle(column) + " "
                + IntStream.range(0, counts.length).filter(bar -> counts[bar] > 0).mapToObj(this::spoken)
                        .collect(Collectors.joining(", ")) + ".";
    }

    private String spoken(int bar) {
        return "%s to %s: %s".formatted(Theme.number(from + bar * width), Theme.number(from + (bar + 1) * width),
                Theme.count(counts[bar]));
    }
}

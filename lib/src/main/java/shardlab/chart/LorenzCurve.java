package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import shardlab.sharding.Skew;

/** Lorenz curves: which share of the shards holds which share of the rows; the deeper it sags, the more uneven. */
public final class LorenzCurve extends Figure {

    /**
     * One way to spread rows.
     *
     * @param name what it is called in the figure, such as {@code by state}
     * @param skew the rows in each shard or on each worker
     */
    public record Curve(String name, Skew skew) {
    }

    private static final double HEIGHT = 400;
    private static final double NAMES = 210;
    private static final Color[] COLORS = {Theme.PALETTE[4], Theme.PALETTE[5], Theme.PALETTE[3], Theme.PALETTE[2]};

    private final String places;
    private final List<Curve> series;

    /**
     * @param places  what holds the rows, in the plural: {@code shards} or {@code workers}
     * @param series  one to four ways to spread rows
     * @param caption engine, versions and whatever else a reader must know
     */
    public LorenzCurve(String places, List<Curve> series, String caption) {
        super("How evenly rows are spread over " + places, "From the emptiest of the " + places
                + " to the fullest. On the dashed line all would hold the same; Gini 0 is even, 1 is all in one.",
                caption, HEIGHT);
        this.places = places;
        this.series = series;
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        var percent = Scale.linear(0, 100);
        Plot plot = new Plot("share of the " + places + ", emptiest first (%)", percent, "share of the rows (%)", percent);
        for (int i = series.size() - 1; i >= 0; i--) {
            plot.line(series.get(i).name(), shares(series.get(i).skew()), heights(series.get(i).skew()), COLORS[i]);
        }
        plot.line("even", new double[] {0, 100}, new double[] {0, 100}, Theme.TEXT).setLineStyle(Theme.DASHED);
        plot.paint(ink, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - NAMES, area.getHeight()));
        drawNames(ink, plot);
    }

    /** Names stand in the order of the curves at 75%, as high as there is room. */
    private void drawNames(Ink ink, Plot plot) {
        double left = plot.x(100) + 16;
        double[] wanted = series.stream().mapToDouble(one -> plot.y(at(one.skew(), 75))).toArray();
        double[] heights = series.stream().mapToDouble(one -> 34).toArray();
        double[] centres = Spread.place(wanted, heights, 8, plot.y(100), plot.y(0));
        for (int i = 0; i < centres.length; i++) {
            Skew skew = series.get(i).skew();
            ink.line(left, centres[i] - 8, left + 20, centres[i] - 8, COLORS[i], Theme.LINE);
            ink.text(series.get(i).name(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.LEFT, left + 28, centres[i] - 8);
            ink.text(String.format(Locale.ENGLISH, "Gini %.2f, %d of %d filled", skew.gini(), skew.filled(),
                    skew.rows().size()), Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, left + 28, centres[i] + 9);
        }
    }

    private static double[] shares(Skew skew) {
        int count = skew.rows().size();
        double[] shares = new double[count + 1];
        for (int i = 0; i <= count; i++) {
            shares[i] = 100.0 * i / count;
        }
        return shares;
    }

    private static double[] heights(Skew skew) {
        double[] heights = new double[skew.rows().size() + 1];
        long sum = 0;
        for (int i = 0; i < skew.rows().size(); i++) {
            sum += skew.rows().get(i);
            heights[i + 1] = 100.0 * sum / Math.max(1, skew.total());
        }
        return heights;
    }

    private static double at(Skew skew, double share) {
        return heights(skew)[(int) Math.round(share / 100 * skew.rows().size())];
    }
}

package shardlab.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import shardlab.measure.EvenSpread;
import shardlab.measure.Interval;
import shardlab.sharding.ShardRows;

/** The rows of each shard as a bar, on the band in which chance alone would put all of them. */
public final class EvennessChart extends Figure {

    private static final double HEIGHT = 300;
    private static final double FILL = 0.8;
    private static final double HEADROOM = 1.1;
    private static final double LABELS = 130;

    private final List<ShardRows> shards;
    private final EvenSpread spread;

    /**
     * @param table   the table that was counted
     * @param shards  the rows of each shard, the empty ones included
     * @param caption engine, versions and whatever else a reader must know
     */
    public EvennessChart(String table, List<ShardRows> shards, String caption) {
        super("Rows of " + table + " in each shard", sentence(spread(shards)), caption, HEIGHT);
        this.shards = shards;
        this.spread = spread(shards);
    }

    private static EvenSpread spread(List<ShardRows> shards) {
        return new EvenSpread(shards.stream().map(ShardRows::rows).toList());
    }

    private static String sentence(EvenSpread spread) {
        return String.format(Locale.ROOT, "If chance alone spreads the rows, all %d shards lie in the band 95 times of 100 "
                + "(binomial law). %s. The fullest has %.2f times the average. Colours are workers.", spread.rows().size(),
                spread.outside() == 0 ? "All do" : spread.outside() + " do not", spread.fullest());
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        Interval bounds = spread.bounds();
        Plot plot = new Plot("shards, from the lowest hash", Scale.linear(0, shards.size()), "rows",
                Scale.linear(0, Math.max(1, most(bounds)) * HEADROOM)).withoutXTicks();
        plot.paint(ink, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - LABELS, area.getHeight()));
        double right = plot.x(shards.size());
        ink.fill(new Rectangle2D.Double(plot.x(0), plot.y(bounds.high()), right - plot.x(0),
                plot.y(bounds.low()) - plot.y(bounds.high())), Theme.GRID);
        for (int i = 0; i < shards.size(); i++) {
            drawBar(ink, plot, i);
        }
        ink.line(plot.x(0), plot.y(spread.expected()), right, plot.y(spread.expected()), Theme.TEXT, Theme.DASHED);
        drawLabels(ink, plot, bounds, right + 8);
    }

    private void drawBar(Ink ink, Plot plot, int index) {
        double left = plot.x(index + (1 - FILL) / 2);
        double top = plot.y((double) shards.get(index).rows());
        ink.fill(new Rectangle2D.Double(left, top, plot.x(FILL) - plot.x(0), plot.y(0) - top),
                WorkerColors.of(shards.get(index).shard().node()));
    }

    private void drawLabels(Ink ink, Plot plot, Interval bounds, double left) {
        double[] wanted = {plot.y(bounds.high()), plot.y(spread.expected()), plot.y(bounds.low())};
        double[] centres = Spread.place(wanted, new double[] {12, 12, 12}, 4, plot.y(most(bounds)), plot.y(0));
        String[] texts = {Theme.count(Math.round(bounds.high())) + " at most", Theme.count(Math.round(spread.expected()))
                + " on average", Theme.count(Math.round(bounds.low())) + " at least"};
        for (int i = 0; i < texts.length; i++) {
            ink.text(texts[i], i == 1 ? Theme.LABEL_BOLD : Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT, left, centres[i]);
        }
    }

    private double most(Interval bounds) {
        return Math.max(bounds.high(), spread.expected() * spread.fullest());
    }
}

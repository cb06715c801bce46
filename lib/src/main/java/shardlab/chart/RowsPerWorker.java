package shardlab.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import shardlab.sharding.NodeRows;
import shardlab.sharding.Skew;

/** How many rows each worker holds, beside the share that would be fair. */
public final class RowsPerWorker extends Figure {

    private static final double HEIGHT = 300;
    private static final double FAIR_LABEL = 96;
    private static final int ROOMY = 4;
    private static final double MOST_ROWS = 90;
    private static final double LEAST_ROWS = 48;

    private final List<NodeRows> nodes;
    private final long total;

    /**
     * @param table   the table that was counted
     * @param nodes   rows of each node, also of those that hold none
     * @param caption engine, versions and whatever else a reader must know
     */
    public RowsPerWorker(String table, List<NodeRows> nodes, String caption) {
        super("Rows of " + table + " on each worker", subtitle(nodes), caption, HEIGHT);
        this.nodes = nodes;
        this.total = Skew.ofNodes(nodes).total();
    }

    private static String subtitle(List<NodeRows> nodes) {
        Skew skew = Skew.ofNodes(nodes);
        return skew.total() == 0 ? "There are no rows." : "The fullest worker holds " + Theme.percent(skew.largestShare())
                + " of the rows; with "
                + nodes.size() + " workers a fair share is " + Theme.percent(1.0 / nodes.size()) + ".";
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        var bars = new Bars(nodes.stream().map(this::bar).toList(), "rows");
        bars.draw(ink, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - FAIR_LABEL, area.getHeight()));
        double y = bars.plot().y((double) total / nodes.size());
        double right = bars.plot().x(nodes.size());
        ink.line(bars.plot().x(0), y, right, y, Theme.TEXT, Theme.DASHED);
        ink.text("fair share", Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT, right + 8, y - 8);
        ink.text(Theme.count(total / nodes.size()), Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, right + 8, y + 8);
    }

    private Bars.Bar bar(NodeRows node) {
        boolean roomy = nodes.size() <= ROOMY;
        double share = total == 0 ? 0 : (double) node.rows() / total;
        return new Bars.Bar(node.node(), node.rows(), (double) total / nodes.size(), WorkerColors.of(node.node()),
                Theme.count(node.rows(), Theme.LABEL, roomy ? MOST_ROWS : LEAST_ROWS)
                        + (roomy ? " (" + Theme.percent(share) + ")" : ""),
                roomy ? node.filled() + " of " + node.shards() + " shards filled" : Theme.percent(share));
    }
}

package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which node reaches which, as a square of ticks and crosses. Drawn by hand: XChart has no chart of yes and no, and
 * colour alone would not tell everybody.
 */
public final class HealthGrid extends Figure {

    /**
     * One attempt to connect.
     *
     * @param from the node that connects
     * @param to   the node that should answer
     * @param ok   whether it did
     */
    public record Reach(String from, String to, boolean ok) {
    }

    private static final double CELL = 44;
    private static final double CELL_WIDTH = 92;
    private static final double NAMES = 128;
    private static final double HEAD = 44;
    private static final BasicStroke MARK = new BasicStroke(3.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private final List<Reach> reaches;
    private final List<String> nodes;

    /**
     * @param reaches one entry for each pair of nodes, as {@code citus_check_cluster_node_health()} gives them
     * @param caption engine, versions and whatever else a reader must know
     */
    public HealthGrid(List<Reach> reaches, String caption) {
        super("Who reaches whom", subtitle(reaches), caption, HEAD + CELL * nodes(reaches).size());
        this.reaches = reaches;
        this.nodes = nodes(reaches);
    }

    private static String subtitle(List<Reach> reaches) {
        long failed = reaches.stream().filter(reach -> !reach.ok()).count();
        return failed == 0 ? "Every node reaches every node, itself included."
                : failed + " of " + reaches.size() + " connections failed (crosses).";
    }

    private static List<String> nodes(List<Reach> reaches) {
        return reaches.stream().flatMap(reach -> Stream.of(reach.from(), reach.to())).distinct().sorted(NodeOrder.BY_NAME)
                .toList();
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double column = Math.min(CELL_WIDTH, (area.getWidth() - NAMES) / nodes.size());
        double left = area.getX() + NAMES;
        double top = area.getY() + HEAD;
        ink.text("to", Theme.TICK, Theme.MUTED, Ink.Anchor.CENTER, left + column * nodes.size() / 2, area.getY() + 8);
        ink.text("from", Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, area.getX(), top - 14);
        for (int i = 0; i < nodes.size(); i++) {
            drawName(ink, nodes.get(i), area.getX(), top + (i + 0.5) * CELL);
            ink.text(nodes.get(i), Theme.LABEL, Theme.TEXT, Ink.Anchor.CENTER, left + (i + 0.5) * column, top - 14);
        }
        for (Reach reach : reaches) {
            drawCell(ink, reach, new Rectangle2D.Double(left + nodes.indexOf(reach.to()) * column + 1.5,
                    top + nodes.indexOf(reach.from()) * CELL + 1.5, column - 3, CELL - 3));
        }
    }

    private static void drawName(Ink ink, String node, double left, double y) {
        ink.fill(new Rectangle2D.Double(left, y - 5.5, 11, 11), WorkerColors.of(node));
        ink.text(node, Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT, left + 18, y);
    }

    private static void drawCell(Ink ink, Reach reach, Rectangle2D cell) {
        Color color = reach.ok() ? Theme.OK : Theme.FAILED;
        ink.fill(cell, Theme.tint(color, 0.2));
        double x = cell.getCenterX();
        double y = cell.getCenterY();
        Path2D mark = new Path2D.Double();
        if (reach.ok()) {
            mark.moveTo(x - 8, y);
            mark.lineTo(x - 2.5, y + 6);
            mark.lineTo(x + 8, y - 7);
        } else {
            mark.moveTo(x - 7, y - 7);
            mark.lineTo(x + 7, y + 7);
            mark.moveTo(x - 7, y + 7);
            mark.lineTo(x + 7, y - 7);
        }
        ink.draw(mark, color, MARK);
    }
}

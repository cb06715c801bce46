package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shardlab.cluster.HealthCell;

/**
 * Which node reaches which, as a square of ticks and crosses. Drawn by hand: XChart has no chart of yes and no, and
 * colour alone would not tell everybody.
 */
public final class HealthGrid extends Figure {

    private static final double CELL = 44;
    private static final double CELL_WIDTH = 92;
    private static final double NAMES = 128;
    private static final double HEAD = 44;
    private static final BasicStroke MARK = new BasicStroke(3.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private final List<HealthCell> cells;
    private final List<String> nodes;

    /**
     * @param cells one entry for each pair of nodes, as {@code citus_check_cluster_node_health()} gives them
     * @param caption engine, versions and whatever else a reader must know
     */
    public HealthGrid(List<HealthCell> cells, String caption) {
        super("Who reaches whom", subtitle(cells), caption, HEAD + CELL * nodes(cells).size());
        this.cells = cells;
        this.nodes = nodes(cells);
    }

    private static String subtitle(List<HealthCell> cells) {
        long failed = cells.stream().filter(cell -> !cell.ok()).count();
        return failed == 0 ? "Every node reaches every node, itself included."
                : failed + " of " + cells.size() + " connections failed (crosses).";
    }

    private static List<String> nodes(List<HealthCell> cells) {
        return cells.stream().flatMap(cell -> Stream.of(cell.from(), cell.to())).distinct().sorted(NodeOrder.BY_NAME)
                .toList();
    }

    @Override
    String saying() {
        String failed = cells.stream().filter(cell -> !cell.ok()).map(cell -> cell.from() + " does not reach " + cell.to())
                .collect(Collectors.joining("; "));
        return nodes.size() + " nodes, " + cells.size() + " connections: " + String.join(", ", nodes)
                + (failed.isEmpty() ? "." : ". " + failed + ".");
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
        for (HealthCell cell : cells) {
            drawCell(ink, cell, new Rectangle2D.Double(left + nodes.indexOf(cell.to()) * column + 1.5,
                    top + nodes.indexOf(cell.from()) * CELL + 1.5, column - 3, CELL - 3));
        }
    }

    private static void drawName(Ink ink, String node, double left, double y) {
        ink.fill(new Rectangle2D.Double(left, y - 5.5, 11, 11), WorkerColors.of(node));
        ink.text(node, Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT, left + 18, y);
    }

    private static void drawCell(Ink ink, HealthCell cell, Rectangle2D box) {
        Color color = cell.ok() ? Theme.OK : Theme.FAILED;
        ink.fill(box, Theme.tint(color, 0.2));
        double x = box.getCenterX();
        double y = box.getCenterY();
        Path2D mark = new Path2D.Double();
        if (cell.ok()) {
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

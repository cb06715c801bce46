package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shardlab.sharding.Shard;
import shardlab.sharding.ShardRows;

/**
 * The shards of one table on their workers, several times side by side: before a rebalance, as it is planned, after it. A
 * shard keeps the colour of the worker it was on in the first panel, so that one sees what moved.
 */
public final class PlacementPanels extends Figure {

    private static final double HEADER = 26;
    private static final double LINE = 13;
    private static final double PANEL_GAP = 22;
    private static final double CELL = 15;
    private static final double CELL_GAP = 3;
    private static final double ROW_GAP = 12;

    private final List<Panel> panels;
    private final List<String> nodes;
    private final Map<Long, String> homes = new HashMap<>();
    private final long most;

    /**
     * One picture of the table.
     *
     * @param title  such as {@code planned}
     * @param shards the shards where they are in it, with their rows
     */
    public record Panel(String title, List<ShardRows> shards) {

        List<ShardRows> on(String node) {
            return shards.stream().filter(counted -> counted.shard().node().equals(node)).toList();
        }
    }

    /**
     * @param title   what is shown
     * @param nodes   the workers, in the order to draw them
     * @param panels  two or three pictures of the same table
     * @param caption engine, versions and whatever else a reader must know
     */
    public PlacementPanels(String title, List<String> nodes, List<Panel> panels, String caption) {
        super(title, "A square is a shard: the stronger its colour, the more rows; outlined, it is empty. The colour is "
                + "that of the worker it was on at first.", caption, HEADER + nodes.size() * rowHeight(nodes, panels));
        this.panels = panels;
        this.nodes = nodes;
        panels.get(0).shards().forEach(counted -> homes.put(counted.shard().shardId(), counted.shard().node()));
        most = panels.stream().flatMap(panel -> panel.shards().stream()).mapToLong(ShardRows::rows).max().orElse(0);
    }

    private static double rowHeight(List<String> nodes, List<Panel> panels) {
        int cells = panels.stream().flatMap(panel -> nodes.stream().map(node -> panel.on(node).size()))
                .mapToInt(Integer::intValue).max().orElse(0);
        int lines = Math.max(1, (int) Math.ceil((double) cells / perLine(panels.size())));
        return LINE * 1.3 + lines * (CELL + CELL_GAP) + ROW_GAP;
    }

    private static double panelWidth(int panels) {
        return (Theme.WIDTH - 2.0 * Theme.MARGIN - PANEL_GAP * (panels - 1)) / panels;
    }

    private static int perLine(int panels) {
        return (int) ((panelWidth(panels) + CELL_GAP) / (CELL + CELL_GAP));
    }

    @Override
    String saying() {
        return panels.stream().map(panel -> panel.title() + ": " + nodes.stream().map(node -> said(node, panel.on(node)))
                .collect(Collectors.joining("; "))).collect(Collectors.joining(". ", "", "."));
    }

    private static String said(String node, List<ShardRows> own) {
        return node + " " + own.size() + " shards with " + Theme.rows(own.stream().mapToLong(ShardRows::rows).sum());
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double width = panelWidth(panels.size());
        double height = rowHeight(nodes, panels);
        for (int i = 0; i < panels.size(); i++) {
            double left = area.getX() + i * (width + PANEL_GAP);
            ink.text(panels.get(i).title(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.LEFT, left, area.getY() + 8);
            for (int line = 0; line < nodes.size(); line++) {
                drawNode(ink, panels.get(i), nodes.get(line), left, area.getY() + HEADER + line * height, width);
            }
        }
    }

    private void drawNode(Ink ink, Panel panel, String node, double left, double top, double width) {
        List<ShardRows> own = panel.on(node);
        long rows = own.stream().mapToLong(ShardRows::rows).sum();
        ink.text(node, Theme.TICK, Theme.TEXT, Ink.Anchor.LEFT, left, top + LINE / 2);
        ink.text(own.size() + (own.size() == 1 ? " shard, " : " shards, ") + Theme.rows(rows), Theme.TICK, Theme.MUTED,
                Ink.Anchor.RIGHT, left + width, top + LINE / 2);
        int perLine = perLine(panels.size());
        for (int i = 0; i < own.size(); i++) {
            int line = i / perLine;
            drawShard(ink, own.get(i), left + i % perLine * (CELL + CELL_GAP),
                    top + LINE * 1.3 + line * (CELL + CELL_GAP));
        }
    }

    private void drawShard(Ink ink, ShardRows counted, double x, double y) {
        var cell = new Rectangle2D.Double(x, y, CELL, CELL);
        Shard shard = counted.shard();
        Color color = WorkerColors.of(homes.getOrDefault(shard.shardId(), shard.node()));
        double strength = counted.rows() == 0 ? 0.06 : 0.25 + 0.75 * counted.rows() / Math.max(1, most);
        ink.fill(cell, Theme.tint(color, strength));
        ink.draw(cell, color, Theme.HAIR);
    }
}

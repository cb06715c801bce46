package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shardlab.sharding.NodeRows;
import shardlab.sharding.Shard;
import shardlab.sharding.ShardMap;
import shardlab.sharding.ShardRows;
import shardlab.sharding.Sharding;
import shardlab.sharding.ValueRows;

/**
 * Shards against workers: each shard a column, each worker a line, and the more rows the stronger the colour.
 * Drawn by hand: XChart's heat map has one scale of colours, and this one has a hue a worker.
 */
public final class ShardHeatMap extends Figure {

    private static final double ROW = 56;
    private static final double NAMES = 74;
    private static final double TOTALS = 116;
    private static final double SHARD_IDS = 64;
    private static final double VALUE_LINE = 14;
    private static final int MOST_VALUES = 4;
    private static final double LEAST_FOR_TEXT = 12;
    private static final BasicStroke OUTLINE = new BasicStroke(1f);

    private final ShardMap map;
    private final List<ShardRows> shards;
    private final List<NodeRows> nodes;
    private final Map<Shard, List<String>> values;
    private final boolean upright;
    private final long most;

    /**
     * @param map     the shards
     * @param shards  how many rows each has
     * @param values  values of the distribution column, written above their shards; left out where more than
     *                four fall into one shard
     * @param caption engine, versions and whatever else a reader must know
     */
    public ShardHeatMap(ShardMap map, List<ShardRows> shards, List<ValueRows> values, String caption) {
        super("Shards of " + map.table() + " on their workers", subtitle(shards), caption,
                valuesHeight(values, column(shards)) + ROW * map.nodes().size() + foot(shards));
        this.map = map;
        this.shards = shards;
        this.nodes = Sharding.rowsPerNode(shards);
        this.values = byShard(values);
        this.upright = upright(values, column(shards));
        this.most = shards.stream().mapToLong(ShardRows::rows).max().orElse(0);
    }

    private static String subtitle(List<ShardRows> shards) {
        long empty = shards.stream().filter(shard -> shard.rows() == 0).count();
        return "The stronger the colour, the more rows" + (hasText(shards) ? "; the number is the rows. " : ". ")
                + (empty == 0 ? "No shard is empty." : empty + " of " + shards.size() + " shards are empty (outlined).");
    }

    private static Map<Shard, List<String>> byShard(List<ValueRows> values) {
        Map<Shard, List<String>> byShard = values.stream().collect(Collectors.groupingBy(ValueRows::shard,
                Collectors.mapping(ValueRows::value, Collectors.toList())));
        return byShard.values().stream().anyMatch(names -> names.size() > MOST_VALUES) ? Map.of() : byShard;
    }

    private static double column(List<ShardRows> shards) {
        return (Theme.WIDTH - 2.0 * Theme.MARGIN - NAMES - TOTALS) / shards.size();
    }

    /** Very narrow columns have no room for row counts and shard ids. */
    private static boolean hasText(List<ShardRows> shards) {
        return column(shards) >= LEAST_FOR_TEXT;
    }

    private static double foot(List<ShardRows> shards) {
        return hasText(shards) ? SHARD_IDS : VALUE_LINE + 8;
    }

    /** Values stand above each other, or upright side by side where one of them is wider than its shard's column. */
    private static double valuesHeight(List<ValueRows> values, double column) {
        var lists = byShard(values).values();
        return upright(values, column)
                ? 10 + lists.stream().mapToDouble(names -> Ink.width(String.join(", ", names), Theme.TICK)).max().orElse(0)
                : VALUE_LINE * lists.stream().mapToInt(List::size).max().orElse(0);
    }

    private static boolean upright(List<ValueRows> values, double column) {
        return byShard(values).values().stream().flatMap(List::stream)
                .anyMatch(name -> Ink.width(name, Theme.TICK) > column - 2);
    }

    @Override
    String saying() {
        Stream<String> onNodes = nodes.stream().map(node -> node.node() + " has " + Theme.rows(node.rows()) + ", "
                + node.filled() + " of its " + node.shards() + " shards filled");
        Stream<String> ofValues = shards.stream().filter(counted -> values.containsKey(counted.shard()))
                .map(counted -> String.join(" and ", values.get(counted.shard())) + " in shard "
                        + counted.shard().shardId() + " on " + counted.shard().node() + " with "
                        + Theme.rows(counted.rows()));
        return Stream.concat(onNodes, ofValues).collect(Collectors.joining("; ", "", "."));
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double top = area.getMaxY() - foot(shards) - ROW * nodes.size();
        double column = column(shards);
        for (int line = 0; line < nodes.size(); line++) {
            drawNode(ink, area, nodes.get(line), top + line * ROW);
        }
        for (int i = 0; i < shards.size(); i++) {
            drawShard(ink, shards.get(i), area.getX() + NAMES + i * column, column, top);
        }
        ink.text(hasText(shards) ? "shard id, by hash" : "shards, by hash", Theme.TICK, Theme.MUTED, Ink.Anchor.CENTER,
                area.getX() + NAMES + column * shards.size() / 2, area.getMaxY() - 7);
    }

    private void drawNode(Ink ink, Rectangle2D area, NodeRows node, double top) {
        double right = area.getMaxX() - TOTALS;
        ink.fill(new Rectangle2D.Double(area.getX() + NAMES, top + 1, right - area.getX() - NAMES, ROW - 2), Theme.EMPTY);
        ink.text(node.node(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.LEFT, area.getX(), top + ROW / 2);
        ink.text(Theme.count(node.rows(), Theme.LABEL, TOTALS - 48) + " rows", Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT,
                right + 10, top + ROW / 2 - 8);
        ink.text(node.filled() + " of " + node.shards() + " filled", Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT,
                right + 10, top + ROW / 2 + 9);
    }

    private void drawShard(Ink ink, ShardRows counted, double left, double width, double top) {
        Shard shard = counted.shard();
        double cellTop = top + ROW * map.nodes().indexOf(shard.node());
        drawCell(ink, counted, new Rectangle2D.Double(left + 0.5, cellTop + 1, width - 1, ROW - 2));
        double centre = left + width / 2;
        drawValues(ink, values.getOrDefault(shard, List.of()), centre, top);
        if (hasText(shards)) {
            boolean full = counted.rows() > 0;
            ink.upright(Long.toString(shard.shardId()), Theme.SMALL, full ? Theme.TEXT : Theme.MUTED, Ink.Anchor.RIGHT,
                    centre, top + ROW * map.nodes().size() + 6);
        }
    }

    private void drawValues(Ink ink, List<String> names, double centre, double top) {
        if (upright && !names.isEmpty()) {
            ink.upright(String.join(", ", names), Theme.TICK, Theme.TEXT, Ink.Anchor.LEFT, centre, top - 6);
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            ink.text(names.get(i), Theme.TICK, Theme.TEXT, Ink.Anchor.CENTER, centre, top - 9 - i * VALUE_LINE);
        }
    }

    private void drawCell(Ink ink, ShardRows counted, Rectangle2D cell) {
        Color hue = WorkerColors.of(counted.shard().node());
        if (counted.rows() == 0) {
            ink.fill(cell, Theme.GROUND);
            ink.draw(cell, Theme.tint(hue, 0.55), OUTLINE);
            return;
        }
        Color color = Theme.tint(hue, 0.25 + 0.75 * counted.rows() / most);
        ink.fill(cell, color);
        if (hasText(shards)) {
            ink.upright(Theme.count(counted.rows(), Theme.SMALL, ROW - 8), Theme.SMALL, Theme.textOn(color),
                    Ink.Anchor.CENTER, cell.getCenterX(), cell.getCenterY());
        }
    }
}

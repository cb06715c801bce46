package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shardlab.sharding.Shard;
import shardlab.sharding.ShardMap;
import shardlab.sharding.ValueRows;

/**
 * All 2^32 hashes as a line, cut into shards in the colours of their workers, with values as ticks where they hash to.
 * Drawn by hand: XChart has no band of unequal pieces, and would let the ticks' labels lie on each other.
 */
public final class HashLine extends Figure {

    private static final double LABELS = 16;
    private static final double LEADERS = 34;
    private static final double BAND = 46;
    private static final double NUMBERS = 18;
    private static final double AXIS = 40;
    private static final double LEGEND = 26;
    private static final double LEAST_FOR_NUMBER = 15;

    private final ShardMap map;
    private final List<ValueRows> values;

    /**
     * @param map     the shards
     * @param values  the values to mark, at most some forty
     * @param caption engine, versions and whatever else a reader must know
     */
    public HashLine(ShardMap map, List<ValueRows> values, String caption) {
        super("Where the values of " + map.column() + " hash to", subtitle(map, values), caption,
                LEGEND + LABELS + LEADERS + BAND + NUMBERS + AXIS);
        this.map = map;
        this.values = values;
    }

    private static String subtitle(ShardMap map, List<ValueRows> values) {
        long filled = values.stream().map(ValueRows::shard).distinct().count();
        return values.size() + " values fall into " + filled + " of " + map.shards().size() + " shards of " + map.table()
                + ". Full colour: a shard with a value in it; pale: an empty one.";
    }

    @Override
    String saying() {
        return values.stream().map(value -> value.value() + " hashes to " + Theme.count(value.hash()) + ", in shard number "
                + map.indexOf(value.shard()) + " on " + value.shard().node()).collect(Collectors.joining("; ", "", "."));
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        Legend.draw(ink, map.nodes(), area.getX(), area.getY() + 8);
        double bandTop = area.getY() + LEGEND + LABELS + LEADERS;
        drawBand(ink, area, bandTop);
        drawValues(ink, area, bandTop);
        drawAxis(ink, area, bandTop + BAND + NUMBERS);
    }

    private void drawBand(Ink ink, Rectangle2D area, double top) {
        Set<Shard> filled = new HashSet<>(values.stream().map(ValueRows::shard).toList());
        for (Shard shard : map.shards()) {
            double left = x(area, shard.minHash());
            double right = x(area, shard.maxHash() + 1L);
            Color color = WorkerColors.of(shard.node());
            ink.fill(new Rectangle2D.Double(left, top, right - left, BAND),
                    filled.contains(shard) ? color : Theme.tint(color, 0.22));
            ink.line(left, top, left, top + BAND, Theme.GROUND, Theme.HAIR);
            if (right - left >= LEAST_FOR_NUMBER) {
                boolean full = filled.contains(shard);
                ink.text(Integer.toString(map.indexOf(shard)), full ? Theme.TICK : Theme.SMALL,
                        full ? Theme.TEXT : Theme.MUTED, Ink.Anchor.CENTER, (left + right) / 2, top + BAND + 10);
            }
        }
    }

    private void drawValues(Ink ink, Rectangle2D area, double bandTop) {
        double[] wanted = values.stream().mapToDouble(value -> x(area, value.hash())).toArray();
        double[] widths = values.stream().mapToDouble(value -> Ink.width(value.value(), Theme.LABEL_BOLD)).toArray();
        double[] centres = Spread.place(wanted, widths, 7, area.getMinX(), area.getMaxX());
        for (int i = 0; i < wanted.length; i++) {
            ink.text(values.get(i).value(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.CENTER, centres[i],
                    bandTop - LEADERS - LABELS / 2);
            Path2D leader = new Path2D.Double();
            leader.moveTo(centres[i], bandTop - LEADERS + 3);
            leader.lineTo(centres[i], bandTop - LEADERS + 9);
            leader.lineTo(wanted[i], bandTop - 6);
            leader.lineTo(wanted[i], bandTop + BAND);
            ink.draw(leader, Theme.TEXT, Theme.HAIR);
        }
    }

    private void drawAxis(Ink ink, Rectangle2D area, double top) {
        ink.line(area.getMinX(), top, area.getMaxX(), top, Theme.RULE, Theme.HAIR);
        long[] marks = {Integer.MIN_VALUE, -(1L << 30), 0, 1L << 30, Integer.MAX_VALUE};
        String[] names = {"−2³¹ = −2,147,483,648", "−2³⁰", "0", "2³⁰", "2,147,483,647 = 2³¹ − 1"};
        Ink.Anchor[] anchors = {Ink.Anchor.LEFT, Ink.Anchor.CENTER, Ink.Anchor.CENTER, Ink.Anchor.CENTER, Ink.Anchor.RIGHT};
        for (int i = 0; i < marks.length; i++) {
            double x = x(area, marks[i]);
            ink.line(x, top, x, top + 5, Theme.RULE, Theme.HAIR);
            ink.text(names[i], Theme.TICK, Theme.MUTED, anchors[i], x, top + 14);
        }
        ink.text("hash of the value; below the band: the shard's number, from 0", Theme.TICK, Theme.MUTED,
                Ink.Anchor.CENTER, area.getCenterX(), top + 31);
    }

    private static double x(Rectangle2D area, long hash) {
        return area.getX() + area.getWidth() * (hash - (double) Integer.MIN_VALUE) / (1L << 32);
    }
}

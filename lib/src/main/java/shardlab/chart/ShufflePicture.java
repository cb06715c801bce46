package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many bytes go from each node to each other while a query runs; what stays on its node is outlined. Drawn by hand
 * like the other maps, to have numbers in the cells and sums beside them.
 */
public final class ShufflePicture extends Figure {

    /**
     * What went from one node to one other.
     *
     * @param from  the node that sent
     * @param to    the node that received; the same one for rows that stayed
     * @param rows  how many rows
     * @param bytes how many bytes
     */
    public record Flow(String from, String to, long rows, long bytes) {
    }

    private static final double NAMES = 118;
    private static final double SUMS = 104;
    private static final double HEAD = 44;
    private static final double ROW = 52;
    private static final double FOOT = 28;
    private static final double MOST_COLUMN = 116;
    private static final Color HUE = Theme.FAILED;

    private final List<Flow> flows;
    private final List<String> senders;
    private final List<String> receivers;
    private final long most;

    /**
     * @param title   which query moved it
     * @param flows   one entry for each pair of nodes
     * @param caption engine, versions, how it was computed or measured
     */
    public ShufflePicture(String title, List<Flow> flows, String caption) {
        super(title, subtitle(flows), caption, HEAD + FOOT + ROW * nodes(flows.stream().map(Flow::from)).size());
        this.flows = flows;
        this.senders = nodes(flows.stream().map(Flow::from));
        this.receivers = nodes(flows.stream().map(Flow::to));
        this.most = flows.stream().filter(ShufflePicture::moves).mapToLong(Flow::bytes).max().orElse(0);
    }

    private static String subtitle(List<Flow> flows) {
        long moved = flows.stream().filter(ShufflePicture::moves).mapToLong(Flow::bytes).sum();
        return Theme.bytes(moved) + " go from node to node. Outlined: rows that stay where they are.";
    }

    private static boolean moves(Flow flow) {
        return !flow.from().equals(flow.to());
    }

    private static List<String> nodes(Stream<String> names) {
        return names.distinct().sorted(NodeOrder.BY_NAME).toList();
    }

    @Override
    String saying() {
        return flows.stream().filter(flow -> flow.rows() > 0).map(flow -> (moves(flow)
                ? flow.from() + " sends to " + flow.to() : "stays on " + flow.from()) + ": " + Theme.rows(flow.rows())
                + ", " + Theme.bytes(flow.bytes())).collect(Collectors.joining("; ", "", "."));
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double column = Math.min(MOST_COLUMN, (area.getWidth() - NAMES - SUMS) / receivers.size());
        double left = area.getX() + NAMES;
        double top = area.getY() + HEAD;
        drawHeads(ink, area, column);
        for (Flow flow : flows) {
            drawFlow(ink, flow, new Rectangle2D.Double(left + receivers.indexOf(flow.to()) * column + 1.5,
                    top + senders.indexOf(flow.from()) * ROW + 1.5, column - 3, ROW - 3));
        }
        double right = left + receivers.size() * column;
        for (int i = 0; i < senders.size(); i++) {
            String node = senders.get(i);
            ink.text("sends " + sum(flows.stream().filter(flow -> flow.from().equals(node))), Theme.TICK, Theme.MUTED,
                    Ink.Anchor.LEFT, right + 8, top + (i + 0.5) * ROW);
        }
        ink.text("receives", Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, area.getX(), area.getMaxY() - FOOT / 2);
        for (int i = 0; i < receivers.size(); i++) {
            String node = receivers.get(i);
            ink.text(sum(flows.stream().filter(flow -> flow.to().equals(node))), Theme.TICK, Theme.MUTED,
                    Ink.Anchor.CENTER, left + (i + 0.5) * column, area.getMaxY() - FOOT / 2);
        }
    }

    private void drawHeads(Ink ink, Rectangle2D area, double column) {
        double left = area.getX() + NAMES;
        double top = area.getY() + HEAD;
        ink.text("to", Theme.TICK, Theme.MUTED, Ink.Anchor.CENTER, left + column * receivers.size() / 2, area.getY() + 8);
        ink.text("from", Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, area.getX(), top - 14);
        for (int i = 0; i < receivers.size(); i++) {
            ink.text(receivers.get(i), Theme.LABEL, Theme.TEXT, Ink.Anchor.CENTER, left + (i + 0.5) * column, top - 14);
        }
        for (int i = 0; i < senders.size(); i++) {
            double y = top + (i + 0.5) * ROW;
            ink.fill(new Rectangle2D.Double(area.getX(), y - 5.5, 11, 11), WorkerColors.of(senders.get(i)));
            ink.text(senders.get(i), Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT, area.getX() + 18, y);
        }
    }

    private static String sum(Stream<Flow> flows) {
        return Theme.bytes(flows.filter(ShufflePicture::moves).mapToLong(Flow::bytes).sum());
    }

    private void drawFlow(Ink ink, Flow flow, Rectangle2D cell) {
        Color ground = moves(flow) && most > 0 && flow.bytes() > 0
                ? Theme.tint(HUE, 0.12 + 0.88 * flow.bytes() / most) : Theme.GROUND;
        ink.fill(cell, ground);
        if (!moves(flow)) {
            ink.draw(cell, Theme.RULE, Theme.HAIR);
        }
        Color text = moves(flow) ? Theme.textOn(ground) : Theme.MUTED;
        ink.text(Theme.bytes(flow.bytes()), Theme.LABEL, text, Ink.Anchor.CENTER, cell.getCenterX(), cell.getCenterY() - 8);
        ink.text(Theme.rows(flow.rows()), Theme.SMALL, text, Ink.Anchor.CENTER, cell.getCenterX(),
                cell.getCenterY() + 9);
    }
}

package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shardlab.watch.ClusterLook;
import shardlab.watch.ClusterWatch;
import shardlab.watch.MoveLook;
import shardlab.watch.NodeLook;
import shardlab.watch.SessionLook;
import shardlab.watch.ShardLook;
import shardlab.watch.TimelineEvent;
import shardlab.watch.WaitLook;

/**
 * A watched cluster: each node a line with its connections and its shards, and below what moves, who waits, what has run
 * longest, and what has changed. Every part has its place, so that nothing jumps from picture to picture.
 */
public final class WatchPicture extends Figure {

    private static final double NODE = 38;
    private static final double NAMES = 92;
    private static final double CONNECTIONS = 152;
    private static final double TOTALS = 84;
    private static final double LINE = 17;
    private static final double SECTION = 24;
    private static final int MOVES = 3;
    private static final int WAITS = 3;
    private static final int QUERIES = 3;
    private static final int EVENTS = 6;
    private static final double BAR = 170;
    private static final BasicStroke MARK = new BasicStroke(2f);
    private static final BasicStroke OUTLINE = new BasicStroke(1f);

    private final ClusterLook look;
    private final List<TimelineEvent> events;
    private final Map<Long, Integer> columns;
    private final Set<Long> moving;
    private final long most;
    private final List<Integer> room;

    private WatchPicture(ClusterLook look, List<TimelineEvent> events, String state, boolean room, String caption) {
        super("The cluster, " + state, "A cell is a group of co-located shards, by hash: the stronger its colour, the more "
                + "bytes. A dark frame: on its way.", caption,
                NODE * look.nodes().size() + 4 * SECTION + LINE * lines(room, look, events).stream().mapToInt(i -> i).sum());
        this.look = look;
        this.room = lines(room, look, events);
        this.events = events;
        List<Long> ids = look.columns();
        this.columns = IntStream.range(0, ids.size()).boxed().collect(Collectors.toMap(ids::get, i -> i));
        this.moving = look.moves().stream().filter(MoveLook::moving).map(MoveLook::shardId).collect(Collectors.toSet());
        this.most = look.shards().stream().mapToLong(ShardLook::bytes).max().orElse(0);
    }

    /** What a watch saw last, and what has changed since it began. */
    public static WatchPicture of(ClusterWatch watch) {
        ClusterLook look = watch.look();
        String seconds = String.format("%02d:%02d:%02d", look.at().toHours(), look.at().toMinutesPart(),
                look.at().toSecondsPart());
        String state = (watch.goesOn() ? "watched for " : watch.end().isEmpty() ? "as it was last; watched for "
                : "which is down; watched for ") + seconds;
        return of(look, watch.timeline(), state, watch.goesOn(), watch.caption());
    }

    static WatchPicture of(ClusterLook look, List<TimelineEvent> timeline, String state, boolean room, String caption) {
        List<TimelineEvent> last = timeline.subList(Math.max(0, timeline.size() - EVENTS), timeline.size());
        return new WatchPicture(look, last, state, room, caption);
    }

    /** How many lines each section has: all that it may need while the picture goes on, and later what it has. */
    private static List<Integer> lines(boolean room, ClusterLook look, List<TimelineEvent> events) {
        return room ? List.of(MOVES, 2 * WAITS, QUERIES, EVENTS) : List.of(Math.min(MOVES, look.moves().size()),
                2 * Math.min(WAITS, look.waits().size()), Math.min(QUERIES, look.queries().size()), events.size());
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double y = area.getY();
        for (NodeLook node : look.nodes()) {
            drawNode(ink, area, node, y);
            y += NODE;
        }
        y = drawMoves(ink, area, y);
        y = section(ink, area, y, "Waiting", waits(), room.get(1));
        y = section(ink, area, y, "Longest", look.queries().stream().map(WatchPicture::query).toList(), room.get(2));
        section(ink, area, y, "Timeline", events.stream().map(TimelineEvent::toString).toList(), room.get(3));
    }

    private void drawNode(Ink ink, Rectangle2D area, NodeLook node, double top) {
        double middle = top + NODE / 2;
        ink.text(node.node(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.LEFT, area.getX(), middle);
        if (!node.answers()) {
            text(ink, "✗ does not answer: " + node.trouble(), Theme.LABEL_BOLD, Theme.FAILED, area.getX() + NAMES, middle,
                    area.getMaxX());
            return;
        }
        double x = area.getX() + NAMES;
        ink.text(plural(node.clients(), "client") + ", " + node.fromNodes() + " from nodes", Theme.TICK, Theme.TEXT,
                Ink.Anchor.LEFT, x, middle - 8);
        ink.text(doing(node), node.waiting() > 0 ? Theme.LABEL_BOLD.deriveFont(11f) : Theme.TICK,
                node.waiting() > 0 ? Theme.FAILED : Theme.MUTED, Ink.Anchor.LEFT, x, middle + 8);
        drawShards(ink, area, node.node(), top);
    }

    private static String doing(NodeLook node) {
        return node.active() + " active" + (node.waiting() > 0 ? ", " + node.waiting() + (node.waiting() == 1 ? " waits"
                : " wait") : "") + (node.idleInTransaction() > 0 ? ", " + node.idleInTransaction() + " idle in tx" : "");
    }

    private void drawShards(Ink ink, Rectangle2D area, String node, double top) {
        List<ShardLook> here = look.shardsOf(node);
        if (here.isEmpty()) {
            return;
        }
        double left = area.getX() + NAMES + CONNECTIONS;
        double right = area.getMaxX() - TOTALS;
        ink.fill(new Rectangle2D.Double(left, top + 3, right - left, NODE - 6), Theme.EMPTY);
        double column = (right - left) / columns.size();
        here.forEach(shard -> drawShard(ink, shard, new Rectangle2D.Double(
                left + column * columns.get(shard.shardId()) + 0.5, top + 3, Math.max(1, column - 1), NODE - 6)));
        ink.text(plural(here.size(), "group"), Theme.TICK, Theme.TEXT, Ink.Anchor.LEFT, right + 10, top + NODE / 2 - 8);
        ink.text(Theme.bytes(look.bytesOf(node)), Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, right + 10, top + NODE / 2 + 8);
    }

    private void drawShard(Ink ink, ShardLook shard, Rectangle2D cell) {
        Color hue = WorkerColors.of(shard.node());
        ink.fill(cell, most == 0 ? Theme.GROUND : Theme.tint(hue, 0.2 + 0.8 * shard.bytes() / most));
        ink.draw(cell, Theme.tint(hue, 0.6), OUTLINE);
        if (moving.contains(shard.shardId())) {
            ink.draw(cell, Theme.TEXT, MARK);
        }
    }

    private double drawMoves(Ink ink, Rectangle2D area, double top) {
        double y = heading(ink, area, top, "Moving", look.moves().size(), MOVES);
        for (MoveLook move : look.moves().stream().limit(MOVES).toList()) {
            double left = area.getMaxX() - BAR;
            text(ink, move.what() + ": " + (move.moving() ? arrived(move) : "waits for its turn"), Theme.TICK,
                    Theme.TEXT, area.getX(), y + LINE / 2, left - 10);
            ink.fill(new Rectangle2D.Double(left, y + 3, BAR, LINE - 7), Theme.EMPTY);
            ink.fill(new Rectangle2D.Double(left, y + 3, BAR * move.share(), LINE - 7), Theme.NEUTRAL);
            ink.draw(new Rectangle2D.Double(left, y + 3, BAR, LINE - 7), Theme.RULE, OUTLINE);
            y += LINE;
        }
        return top + SECTION + LINE * room.get(0);
    }

    private static String arrived(MoveLook move) {
        return Theme.bytes(move.done()) + " of " + Theme.bytes(move.total())
                + (move.status().isEmpty() ? "" : ", " + move.status());
    }

    private List<String> waits() {
        List<String> lines = new ArrayList<>();
        for (WaitLook wait : look.waits()) {
            lines.add(wait.sentence());
            lines.add("    " + wait.waiting().query());
        }
        return lines;
    }

    private static String query(SessionLook session) {
        return session.node() + " " + session.pid() + " " + session.doing() + ": " + session.query();
    }

    private static double section(Ink ink, Rectangle2D area, double top, String title, List<String> entries, int most) {
        double y = heading(ink, area, top, title, entries.size(), most);
        for (String entry : entries.stream().limit(most).toList()) {
            text(ink, entry, Theme.TICK, Theme.TEXT, area.getX(), y + LINE / 2, area.getMaxX());
            y += LINE;
        }
        return top + SECTION + LINE * most;
    }

    private static double heading(Ink ink, Rectangle2D area, double top, String title, int entries, int most) {
        double y = top + SECTION / 2 + 3;
        ink.line(area.getX(), top + 3, area.getMaxX(), top + 3, Theme.GRID, Theme.HAIR);
        ink.text(title + (entries == 0 ? ": nothing" : entries > most ? ", the first of more" : ""), Theme.LABEL_BOLD,
                entries == 0 ? Theme.MUTED : Theme.TEXT, Ink.Anchor.LEFT, area.getX(), y);
        return top + SECTION;
    }

    /** Text that ends before a limit, with an ellipsis where there is more of it. */
    private static void text(Ink ink, String text, Font font, Color color, double x, double y, double limit) {
        String shown = text;
        while (shown.length() > 1 && Ink.width(shown, font) > limit - x) {
            shown = shown.substring(0, Math.max(1, shown.length() * 9 / 10 - 1)) + "…";
        }
        ink.text(shown, font, color, Ink.Anchor.LEFT, x, y);
    }

    private static String plural(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}

package shardlab.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A watched cluster as text: columns of words and figures; the shards a sign each, a higher one for more bytes, a dot
 * where a shard is not.
 */
final class LookText {

    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final String NOT_HERE = "·";
    private static final int MOST_LINES = 4;
    private static final int MOST_EVENTS = 6;
    private static final int BAR = 20;
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    private final ClusterWatch watch;
    private final ClusterLook look;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    LookText(ClusterWatch watch, int width) {
        this.watch = watch;
        this.look = watch.look();
        this.width = Math.max(40, width);
    }

    @Override
    public String toString() {
        line((watch.end().isEmpty() ? "watched for " : watch.end() + "; watched for ") + clock(look.at()));
        nodes();
        section("moving", look.moves().stream().map(LookText::move).toList());
        section("waiting", look.waits().stream().flatMap(wait -> List.of(wait.sentence(),
                "  " + wait.waiting().query(), "  behind: " + wait.blocking().query()).stream()).toList());
        section("longest", look.queries().stream().map(query -> query.node() + " " + query.pid() + " " + query.doing()
                + ": " + query.query()).toList());
        events();
        line(watch.caption());
        return String.join("\n", lines) + "\n";
    }

    private void nodes() {
        line(String.format("%-12s %8s %11s %7s %8s %7s %10s  %s", "node", "clients", "from nodes", "active", "waiting",
                "shards", "size", "shards by hash"));
        look.nodes().forEach(node -> line(node.answers() ? answering(node)
                : String.format("%-12s DOWN: %s", node.node(), node.trouble())));
    }

    private String answering(NodeLook node) {
        return String.format("%-12s %8d %11d %7d %8d %7d %10s  %s", node.node(), node.clients(), node.fromNodes(),
                node.active(), node.waiting(), look.shardsOf(node.node()).size(), bytes(look.bytesOf(node.node())),
                cells(node.node()));
    }

    private String cells(String node) {
        List<ShardLook> here = look.shardsOf(node);
        long most = look.shards().stream().mapToLong(ShardLook::bytes).max().orElse(0);
        var cells = new StringBuilder();
        for (long column : here.isEmpty() ? List.<Long>of() : look.columns()) {
            cells.append(here.stream().filter(shard -> shard.shardId() == column).findFirst()
                    .map(shard -> level(shard.bytes(), most)).orElse(NOT_HERE));
        }
        return cells.toString();
    }

    private static String level(long bytes, long most) {
        int level = most == 0 ? 0 : (int) ((LEVELS.length() - 1) * bytes / most);
        return LEVELS.substring(level, level + 1);
    }

    private static String move(MoveLook move) {
        if (!move.moving()) {
            return move.what() + ": waits for its turn, " + bytes(move.total());
        }
        int filled = (int) Math.round(BAR * move.share());
        return move.what() + ": " + "█".repeat(filled) + "░".repeat(BAR - filled) + " " + bytes(move.done()) + " of "
                + bytes(move.total()) + (move.status().isEmpty() ? "" : ", " + move.status());
    }

    /** Always there, so that nothing below it jumps. */
    private void section(String title, List<String> entries) {
        line(title + (entries.isEmpty() ? ": nothing" : ""));
        entries.stream().limit(MOST_LINES).forEach(entry -> line("  " + entry));
        if (entries.size() > MOST_LINES) {
            line("  and more: " + (entries.size() - MOST_LINES));
        }
    }

    private void events() {
        List<TimelineEvent> all = watch.timeline();
        line("timeline");
        all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size()).forEach(event -> line("  " + event));
    }

    private void line(String text) {
        lines.add(text.length() <= width ? text : text.substring(0, width - 1) + "…");
    }

    /** A size with its unit, in steps of 1,000. */
    static String bytes(long bytes) {
        double rest = bytes;
        int unit = 0;
        while (rest >= 999.5 && unit < UNITS.length - 1) {
            rest /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", rest, UNITS[unit]);
    }

    /** A time as a person says it. */
    static String seconds(Duration time) {
        return time.toMillis() < 10_000 ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : time.toSeconds() < 120 ? time.toSeconds() + " s" : clock(time);
    }

    /** Minutes and seconds, and hours where there are some. */
    static String clock(Duration time) {
        String minutes = String.format(Locale.ROOT, "%02d:%02d", time.toMinutesPart(), time.toSecondsPart());
        return time.toHours() == 0 ? minutes : time.toHours() + ":" + minutes;
    }
}

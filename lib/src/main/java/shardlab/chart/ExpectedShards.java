package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shardlab.advise.Advice;
import shardlab.advise.ExpectedRows;
import shardlab.advise.ExpectedRows.ExpectedShard;
import shardlab.advise.ExpectedRows.ExpectedWorker;
import shardlab.advise.RankedDesign;

/** Where a design's rows are expected to lie: each worker a line, each of its shards as long as it has rows. */
public final class ExpectedShards extends Figure {

    private static final double ROW = 40;
    private static final double NAMES = 84;
    private static final double TOTALS = 184;
    private static final double HEAD = 22;
    private static final double LINE = 17;
    private static final double LEAST_STRENGTH = 0.3;
    private static final int MOST_WORKERS = 16;
    private static final int MOST_TABLES = 3;
    private static final int MOST_GROUPS = 6;
    private static final double EVEN = 1.005;

    private final ExpectedRows expected;
    private final List<ExpectedWorker> shown;
    private final double most;

    /**
     * @param advice  whose tables and workers are shown
     * @param design  where its rows lie
     * @param caption engine, versions and whatever else a reader must know; may be empty
     */
    public ExpectedShards(Advice advice, RankedDesign design, String caption) {
        this(advice, design, ExpectedRows.of(advice, design), caption);
    }

    private ExpectedShards(Advice advice, RankedDesign design, ExpectedRows expected, String caption) {
        super("Expected rows of each shard, design " + design.rank(), subtitle(advice, expected), caption,
                height(expected));
        this.expected = expected;
        this.shown = shown(expected);
        this.most = expected.workers().stream().flatMap(each -> each.shards().stream())
                .mapToDouble(ExpectedShard::rows).max().orElse(0);
    }

    private static double height(ExpectedRows expected) {
        return expected.rows() == 0 ? LINE : HEAD + ROW * shown(expected).size()
                + LINE * (2 + Math.min(MOST_GROUPS, expected.groups().size()));
    }

    private static List<ExpectedWorker> shown(ExpectedRows expected) {
        return expected.workers().size() <= MOST_WORKERS ? expected.workers() : expected.workers().stream()
                .sorted(Comparator.comparingDouble(each -> -each.rows())).limit(MOST_WORKERS).toList();
    }

    private static String subtitle(Advice advice, ExpectedRows expected) {
        String workers = expected.workers().size() + (expected.workers().size() == 1 ? " worker, " : " workers, ")
                + advice.rule().workersOf() + ". ";
        return workers + (expected.rows() == 0 ? "" : "A box is a shard, tables that share it together: the longer and the "
                + "stronger its colour, the more rows. ") + fullest(expected)
                + (expected.counted() ? "" : " Nobody has counted all rows, so tables count alike.") + leftOut(expected);
    }

    private static String fullest(ExpectedRows expected) {
        if (expected.rows() == 0) {
            return "";
        }
        return expected.timesEven() < EVEN ? "No worker is fuller than another." : String.format(Locale.ENGLISH,
                "The fullest is %s, with %s of the rows, %.2f times its fair share.", expected.fullest().name(),
                Theme.percent(expected.fullest().rows() / expected.rows()), expected.timesEven());
    }

    private static String leftOut(ExpectedRows expected) {
        List<String> unknown = expected.unknown();
        return unknown.isEmpty() ? "" : " Left out, for nobody knows how their values lie: "
                + unknown.stream().limit(MOST_TABLES).collect(Collectors.joining(", "))
                + (unknown.size() > MOST_TABLES ? " and " + (unknown.size() - MOST_TABLES) + " more." : ".");
    }

    @Override
    public String alternative() {
        return title() + ". " + fullest(expected) + leftOut(expected) + " " + shown.stream().map(each -> each.name() + ": "
                + total(each) + ", " + filled(each)).collect(Collectors.joining("; ")) + ".";
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        if (expected.rows() == 0) {
            ink.text("No row that is known to lie anywhere: there is nothing to draw.", Theme.LABEL, Theme.TEXT,
                    Ink.Anchor.LEFT, area.getX(), area.getY() + LINE / 2);
            return;
        }
        double scale = (area.getWidth() - NAMES - TOTALS) / expected.fullest().rows();
        double top = area.getY() + HEAD;
        for (int i = 0; i < shown.size(); i++) {
            drawWorker(ink, area, shown.get(i), top + i * ROW, scale);
        }
        double fair = area.getX() + NAMES + scale * expected.rows() / expected.workers().size();
        ink.line(fair, top - 4, fair, top + ROW * shown.size(), Theme.TEXT, Theme.DASHED);
        ink.text("fair share", Theme.TICK, Theme.TEXT, Ink.Anchor.RIGHT, fair, top - 12);
        drawFoot(ink, area, top + ROW * shown.size() + LINE / 2);
    }

    private void drawWorker(Ink ink, Rectangle2D area, ExpectedWorker worker, double top, double scale) {
        boolean fullest = expected.timesEven() >= EVEN && worker.equals(expected.fullest());
        double left = area.getX() + NAMES;
        ink.text(worker.name(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.LEFT, area.getX(), top + ROW / 2);
        ink.fill(new Rectangle2D.Double(left, top + 2, area.getWidth() - NAMES - TOTALS, ROW - 4), Theme.EMPTY);
        for (ExpectedShard shard : worker.shards()) {
            double width = scale * shard.rows();
            drawShard(ink, shard, new Rectangle2D.Double(left, top + 2, width, ROW - 4), WorkerColors.of(worker.name()));
            left += width;
        }
        double right = area.getMaxX() - TOTALS + 10;
        ink.text(total(worker) + (fullest ? ", fullest" : ""), fullest ? Theme.LABEL_BOLD : Theme.LABEL, Theme.TEXT,
                Ink.Anchor.LEFT, right, top + ROW / 2 - 8);
        ink.text(filled(worker), Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, right, top + ROW / 2 + 9);
    }

    private void drawShard(Ink ink, ExpectedShard shard, Rectangle2D box, Color worker) {
        if (box.getWidth() <= 0) {
            return;
        }
        Color color = Theme.tint(worker, LEAST_STRENGTH + (1 - LEAST_STRENGTH) * shard.rows() / most);
        ink.fill(new Rectangle2D.Double(box.getX(), box.getY(), Math.max(box.getWidth() - 1, 0.5), box.getHeight()), color);
        String share = Theme.percent(shard.rows() / expected.rows());
        String text = expected.groups().size() > 1 ? letter(shard.group()) + " " + share : share;
        Stream.of(text, letter(shard.group())).filter(each -> each.equals(text) || expected.groups().size() > 1)
                .filter(each -> Ink.width(each, Theme.TICK) < box.getWidth() - 3).findFirst().ifPresent(each ->
                        ink.text(each, Theme.TICK, Theme.textOn(color), Ink.Anchor.CENTER, box.getCenterX(),
                                box.getCenterY()));
    }

    private static String letter(int group) {
        return group < 26 ? String.valueOf((char) ('A' + group)) : String.valueOf(group + 1);
    }

    private String total(ExpectedWorker worker) {
        return Theme.percent(worker.rows() / expected.rows());
    }

    private String filled(ExpectedWorker worker) {
        long filled = worker.shards().stream().filter(each -> each.rows() > 0).count();
        String rows = expected.counted() ? Theme.count(Math.round(worker.rows()), Theme.TICK, 50) + " rows, " : "";
        return rows + filled + " of " + worker.shards().size() + (worker.shards().size() == 1 ? " shard" : " shards");
    }

    private void drawFoot(Ink ink, Rectangle2D area, double top) {
        double y = top;
        for (int i = 0; i < Math.min(MOST_GROUPS, expected.groups().size()); i++) {
            String letter = expected.groups().size() > 1 ? letter(i) + ": " : "";
            ink.text(Boxes.fitted(letter + "by " + expected.groups().get(i), area.getWidth()), Theme.TICK, Theme.MUTED,
                    Ink.Anchor.LEFT, area.getX(), y);
            y += LINE;
        }
        String more = more(expected.groups().size() - MOST_GROUPS, "groups of fewer rows")
                + more(expected.workers().size() - shown.size(), "emptier workers");
        if (!more.isEmpty()) {
            ink.text("Not named:" + more, Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, area.getX(), y);
        }
    }

    private static String more(int count, String what) {
        return count > 0 ? " " + count + " " + what + "." : "";
    }
}

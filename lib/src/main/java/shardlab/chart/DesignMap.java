package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shardlab.advise.Advice;
import shardlab.advise.Handling;
import shardlab.advise.RankedDesign;

/** The statements of some advice against its designs: how each would run under each. */
public final class DesignMap extends Figure {

    private static final int MOST_QUERIES = 25;
    private static final double ROW = 24;
    private static final double HEAD = 42;
    private static final double LINE = 17;
    private static final double NAMES = 236;
    private static final double WEIGHTS = 70;

    private final Advice advice;
    private final List<Integer> queries;

    /**
     * @param advice  what is shown
     * @param caption engine, versions and whatever else a reader must know; may be empty
     */
    public DesignMap(Advice advice, String caption) {
        super("How each statement would run under each design", subtitle(advice), caption,
                HEAD + ROW * shown(advice).size() + LINE * (2.5 + advice.designs().size()));
        this.advice = advice;
        this.queries = shown(advice);
    }

    private static String subtitle(Advice advice) {
        int hidden = advice.queries().size() - shown(advice).size();
        return "The heaviest first, by weight. Judged by " + advice.judgedBy() + "."
                + (hidden == 0 ? "" : " " + hidden + " lighter statements are not drawn.");
    }

    private static List<Integer> shown(Advice advice) {
        return IntStream.range(0, advice.queries().size()).boxed()
                .sorted(Comparator.comparingDouble(i -> -advice.queries().get(i).weight())).limit(MOST_QUERIES).toList();
    }

    @Override
    public String alternative() {
        return title() + ". " + advice.designs().stream().map(design -> "Design " + design.rank() + ", cost "
                + Theme.number((double) Math.round(design.cost())) + ": " + queries.stream().map(query ->
                        advice.queries().get(query).name() + " " + verdict(design, query))
                .collect(Collectors.joining("; "))).collect(Collectors.joining(". ")) + ".";
    }

    private static Handling verdict(RankedDesign design, int query) {
        return design.judgements().get(query).verdict();
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double left = area.getX() + NAMES + WEIGHTS + 10;
        double width = (area.getMaxX() - left) / advice.designs().size();
        drawHeads(ink, area, left, width);
        for (int i = 0; i < queries.size(); i++) {
            drawQuery(ink, area, queries.get(i), area.getY() + HEAD + i * ROW, left, width);
        }
        double y = area.getY() + HEAD + ROW * queries.size() + LINE;
        drawLegend(ink, area.getX(), y);
        for (RankedDesign design : advice.designs()) {
            y += LINE;
            ink.text(Boxes.fitted("design " + design.rank() + ": " + design.design().summary(), area.getWidth()), Theme.TICK,
                    Theme.TEXT, Ink.Anchor.LEFT, area.getX(), y);
        }
    }

    private void drawHeads(Ink ink, Rectangle2D area, double left, double width) {
        ink.text("weight", Theme.TICK, Theme.MUTED, Ink.Anchor.RIGHT, area.getX() + NAMES + WEIGHTS, area.getY() + 28);
        for (int i = 0; i < advice.designs().size(); i++) {
            RankedDesign design = advice.designs().get(i);
            double x = left + (i + 0.5) * width;
            ink.text("design " + design.rank(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.CENTER, x, area.getY() + 10);
            ink.text("cost " + Theme.count(Math.round(design.cost()), Theme.TICK, width - 40), Theme.TICK, Theme.MUTED,
                    Ink.Anchor.CENTER, x, area.getY() + 28);
        }
    }

    private void drawQuery(Ink ink, Rectangle2D area, int query, double top, double left, double width) {
        double middle = top + ROW / 2;
        ink.text(Boxes.fitted(advice.queries().get(query).name(), NAMES - 8), Theme.TICK, Theme.TEXT, Ink.Anchor.LEFT,
                area.getX(), middle);
        ink.text(Theme.number(advice.queries().get(query).weight()), Theme.TICK, Theme.MUTED, Ink.Anchor.RIGHT,
                area.getX() + NAMES + WEIGHTS, middle);
        for (int i = 0; i < advice.designs().size(); i++) {
            Handling verdict = verdict(advice.designs().get(i), query);
            Color color = HandlingMarks.color(verdict.work());
            ink.fill(new Rectangle2D.Double(left + i * width + 1, top + 1, width - 2, ROW - 2), color);
            ink.text(verdict.toString().toLowerCase(Locale.ROOT), Theme.TICK, Theme.textOn(color), Ink.Anchor.CENTER,
                    left + (i + 0.5) * width, middle);
        }
    }

    private static void drawLegend(Ink ink, double left, double y) {
        double x = left;
        for (Map.Entry<String, Color> each : HandlingMarks.legend().entrySet()) {
            ink.fill(new Rectangle2D.Double(x, y - 6, 12, 12), each.getValue());
            x = ink.text(each.getKey(), Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, x + 17, y).getMaxX() + 16;
        }
    }
}

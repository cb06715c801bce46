package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import shardlab.workload.RetryKill;
import shardlab.workload.RetryMoment;
import shardlab.workload.RetryReport;

/** A bar for each moment at which a node was killed: how many payments were there, whatever the client was told. */
public final class RetryChart extends Figure {

    private static final double ROW = 38;
    private static final double BAR = 22;
    private static final double LEGEND = 30;
    private static final double GAP = 12;
    private static final double SWATCH = 11;
    private static final double BETWEEN_WORDS = 18;
    private static final Color NOT_DONE = Theme.PALETTE[0];
    private static final Color DONE = Theme.PALETTE[1];

    private final RetryReport report;

    /** @param caption engine, versions and whatever else a reader must know */
    public RetryChart(RetryReport report, String caption) {
        super("Whether the payment was there when the client was told of an error",
                Theme.count(report.kills().size()) + " kills, one under each payment. Who tries again after an orange one "
                        + "pays twice, unless the payment has a key of its own.",
                caption, LEGEND + ROW * RetryMoment.values().length);
        this.report = report;
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double x = legend(ink, "not there", NOT_DONE, area.getX(), area.getY() + SWATCH);
        legend(ink, "there all the same", DONE, x + BETWEEN_WORDS, area.getY() + SWATCH);
        double names = Arrays.stream(RetryMoment.values())
                .mapToDouble(moment -> Ink.width(moment.title(), Theme.LABEL)).max().orElse(0);
        double left = area.getX() + names + GAP;
        long most = Arrays.stream(RetryMoment.values()).mapToLong(moment -> of(moment).size()).max().orElse(1);
        double unit = (area.getMaxX() - left) / Math.max(1, most);
        double middle = area.getY() + LEGEND - ROW * 0.5;
        for (RetryMoment moment : RetryMoment.values()) {
            middle += ROW;
            ink.text(moment.title(), Theme.LABEL, Theme.TEXT, Ink.Anchor.RIGHT, left - GAP, middle);
            drawBar(ink, of(moment), left, middle, unit);
        }
    }

    private List<RetryKill> of(RetryMoment moment) {
        return report.kills().stream().filter(kill -> kill.moment() == moment).toList();
    }

    private static void drawBar(Ink ink, List<RetryKill> kills, double left, double middle, double unit) {
        long done = kills.stream().filter(RetryKill::done).count();
        part(ink, kills.size() - done, NOT_DONE, left, middle, unit);
        part(ink, done, DONE, left + (kills.size() - done) * unit, middle, unit);
    }

    private static void part(Ink ink, long count, Color color, double left, double middle, double unit) {
        if (count > 0) {
            ink.fill(new Rectangle2D.Double(left, middle - BAR / 2, count * unit, BAR), color);
            double centre = left + count * unit / 2;
            ink.text(Theme.count(count), Theme.LABEL, Theme.textOn(color), Ink.Anchor.CENTER, centre, middle);
        }
    }

    private static double legend(Ink ink, String text, Color color, double x, double y) {
        ink.fill(new Rectangle2D.Double(x, y - SWATCH / 2, SWATCH, SWATCH), color);
        return ink.text(text, Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT, x + SWATCH + 6, y).getMaxX();
    }
}

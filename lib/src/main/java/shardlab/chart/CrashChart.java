package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import shardlab.workload.CrashOutcome;
import shardlab.workload.CrashPhase;
import shardlab.workload.CrashReport;
import shardlab.workload.CrashTally;

/** A bar for each phase in which something crashed: how many transactions came to what. */
public final class CrashChart extends Figure {

    private static final double ROW = 34;
    private static final double BAR = 22;
    private static final double LEGEND = 30;
    private static final double GAP = 12;
    private static final double SWATCH = 11;
    private static final double BETWEEN_WORDS = 16;

    private final CrashReport report;

    /** What a transaction may come to, from the left. */
    private enum Part {
        COMMITTED("committed", Theme.PALETTE[2]),
        COMMITTED_LATER("committed by recovery", Theme.tint(Theme.PALETTE[2], 0.45)),
        ROLLED_BACK("rolled back", Theme.PALETTE[0]),
        ROLLED_BACK_LATER("rolled back by recovery", Theme.tint(Theme.PALETTE[0], 0.45)),
        LOST("lost", Theme.PALETTE[4]),
        DOUBLED("doubled", Theme.PALETTE[1]);

        private final String title;
        private final Color color;

        Part(String title, Color color) {
            this.title = title;
            this.color = color;
        }

        long count(CrashTally all) {
            return switch (this) {
                case COMMITTED -> all.count(CrashOutcome.COMMITTED, false);
                case COMMITTED_LATER -> all.count(CrashOutcome.COMMITTED, true);
                case ROLLED_BACK -> all.count(CrashOutcome.ROLLED_BACK, false);
                case ROLLED_BACK_LATER -> all.count(CrashOutcome.ROLLED_BACK, true);
                case LOST -> all.lost() + all.forgotten();
                case DOUBLED -> all.doubled();
            };
        }
    }

    /** With the report's own caption below. */
    public CrashChart(CrashReport report) {
        super("What " + Theme.count(report.all().count()) + " crashes left of transactions on two workers",
                "How far the transaction had come when a node, drawn at random, crashed. By recovery: it was prepared on a "
                        + "worker, and nobody worked at it any more.",
                report.caption(), LEGEND + ROW * report.phases().size());
        this.report = report;
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        drawLegend(ink, area.getX(), area.getY() + SWATCH);
        List<CrashPhase> phases = report.phases();
        double names = phases.stream().mapToDouble(phase -> Ink.width(phase.title(), Theme.LABEL)).max().orElse(0);
        double left = area.getX() + names + GAP;
        double most = phases.stream().mapToLong(phase -> report.of(phase).count()).max().orElse(1);
        for (int i = 0; i < phases.size(); i++) {
            double middle = area.getY() + LEGEND + ROW * (i + 0.5);
            ink.text(phases.get(i).title(), Theme.LABEL, Theme.TEXT, Ink.Anchor.RIGHT, left - GAP, middle);
            drawBar(ink, report.of(phases.get(i)), left, middle, (area.getMaxX() - left) / most);
        }
    }

    private static void drawBar(Ink ink, CrashTally all, double left, double middle, double unit) {
        double x = left;
        for (Part part : Part.values()) {
            long count = part.count(all);
            double width = count * unit;
            ink.fill(new Rectangle2D.Double(x, middle - BAR / 2, width, BAR), part.color);
            String text = String.format(Locale.ENGLISH, "%,d", count);
            if (Ink.width(text, Theme.LABEL) + 4 < width) {
                ink.text(text, Theme.LABEL, Theme.textOn(part.color), Ink.Anchor.CENTER, x + width / 2, middle);
            }
            x += width;
        }
    }

    private void drawLegend(Ink ink, double left, double y) {
        double x = left;
        for (Part part : Stream.of(Part.values()).filter(each -> each.count(report.all()) > 0).toList()) {
            ink.fill(new Rectangle2D.Double(x, y - SWATCH / 2, SWATCH, SWATCH), part.color);
            x = ink.text(part.title, Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT, x + SWATCH + 6, y).getMaxX() + BETWEEN_WORDS;
        }
    }
}

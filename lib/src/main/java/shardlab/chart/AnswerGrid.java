package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import shardlab.workload.FailurePlace;
import shardlab.workload.Outage;
import shardlab.workload.StateAnswers;

/**
 * Which states answer before, while and after a worker is down: a column for each state below its worker, ticks and crosses.
 * Drawn by hand, as {@link HealthGrid} is.
 */
public final class AnswerGrid extends Figure {

    private static final double ROW = 40;
    private static final double NAMES = 168;
    private static final double HEAD = 58;
    private static final double WORKER = 24;
    private static final BasicStroke MARK = new BasicStroke(3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private final Outage outage;
    private final List<FailurePlace> places;

    /** @param caption engine, versions and whatever else a reader must know */
    public AnswerGrid(Outage outage, String caption) {
        super("Which states answer while " + outage.node() + " is down",
                "Tick: it answered. Cross: an error. " + outage.statesThere() + " of " + outage.places().size()
                        + " states have their rows on " + outage.node() + ".",
                caption, HEAD + ROW * outage.answers().size());
        this.outage = outage;
        this.places = outage.places();
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double column = (area.getWidth() - NAMES) / places.size();
        double left = area.getX() + NAMES;
        drawWorkers(ink, left, column, area.getY());
        for (int i = 0; i < places.size(); i++) {
            ink.text(places.get(i).state(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.CENTER, left + (i + 0.5) * column,
                    area.getY() + WORKER + 18);
        }
        for (int line = 0; line < outage.answers().size(); line++) {
            drawLine(ink, outage.answers().get(line), area.getX(), area.getY() + HEAD + line * ROW, column);
        }
    }

    /** A worker's name stands over all its states. */
    private void drawWorkers(Ink ink, double left, double column, double top) {
        for (int first = 0, i = 1; i <= places.size(); i++) {
            if (i == places.size() || places.get(i).groupId() != places.get(first).groupId()) {
                String worker = places.get(first).node();
                var box = new Rectangle2D.Double(left + first * column + 1.5, top, (i - first) * column - 3, WORKER);
                Color color = WorkerColors.of(worker);
                ink.fill(box, color);
                String name = Ink.width(worker, Theme.LABEL_BOLD) < box.getWidth() - 4 ? worker
                        : worker.replaceAll("\\D+", "");
                ink.text(name, Theme.LABEL_BOLD, Theme.textOn(color), Ink.Anchor.CENTER, box.getCenterX(), box.getCenterY());
                first = i;
            }
        }
    }

    private void drawLine(Ink ink, StateAnswers line, double left, double top, double column) {
        ink.text(line.moment(), Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT, left, top + ROW / 2);
        for (int i = 0; i < places.size(); i++) {
            drawCell(ink, line.answered().get(i),
                    new Rectangle2D.Double(left + NAMES + i * column + 1.5, top + 1.5, column - 3, ROW - 3));
        }
    }

    private static void drawCell(Ink ink, boolean answered, Rectangle2D box) {
        Color color = answered ? Theme.OK : Theme.FAILED;
        ink.fill(box, Theme.tint(color, 0.2));
        double x = box.getCenterX();
        double y = box.getCenterY();
        ink.draw(answered ? tick(x, y) : cross(x, y), color, MARK);
    }

    private static Path2D tick(double x, double y) {
        Path2D mark = new Path2D.Double();
        mark.moveTo(x - 8, y);
        mark.lineTo(x - 2.5, y + 6);
        mark.lineTo(x + 8, y - 7);
        return mark;
    }

    private static Path2D cross(double x, double y) {
        Path2D mark = new Path2D.Double();
        mark.moveTo(x - 7, y - 7);
        mark.lineTo(x + 7, y + 7);
        mark.moveTo(x - 7, y + 7);
        mark.lineTo(x + 7, y - 7);
        return mark;
    }
}

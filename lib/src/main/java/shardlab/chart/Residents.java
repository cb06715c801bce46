package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import shardlab.sharding.ValueOnNode;

/**
 * Who lives where: the values of a distribution column above, the workers below, and an arrow from each value to every
 * worker on which rows of it were found.
 */
public final class Residents extends Figure {

    private static final double PILL = 28;
    private static final double ARROWS = 84;
    private static final double HEADER = 34;
    private static final double LINE = 16;
    private static final double GAP = 16;
    private static final double CORNER = 14;

    private final List<String> values;
    private final Map<String, String> names;
    private final List<String> workers;
    private final List<ValueOnNode> found;

    /**
     * @param title   what is shown
     * @param names   the values' names, in the order to draw them; a value that was found and is not among them is
     *                drawn after them, by itself
     * @param workers the workers, in the order to draw them
     * @param found   the rows of each value on each worker
     * @param caption engine, versions and whatever else a reader must know
     */
    public Residents(String title, Map<String, String> names, List<String> workers, List<ValueOnNode> found,
            String caption) {
        super(title, subtitle(workers, found), caption, PILL + ARROWS + HEADER + LINE * mostLines(workers, found) + 10);
        this.values = new ArrayList<>(names.keySet());
        found.stream().map(ValueOnNode::value).filter(value -> !values.contains(value)).distinct().forEach(values::add);
        this.names = names;
        this.workers = workers;
        this.found = found;
    }

    private static String subtitle(List<String> workers, List<ValueOnNode> found) {
        long shared = workers.stream().filter(worker -> on(worker, found).size() > 1).count();
        long empty = workers.stream().filter(worker -> on(worker, found).isEmpty()).count();
        String tidy = shared == 0 ? "No worker holds rows of two. "
                : shared + (shared == 1 ? " worker holds" : " workers hold") + " rows of more than one. ";
        return "Rows counted on each worker itself. " + tidy
                + (empty == 0 ? "" : empty + (empty == 1 ? " worker is empty." : " workers are empty."));
    }

    private static List<ValueOnNode> on(String worker, List<ValueOnNode> found) {
        return found.stream().filter(count -> count.node().equals(worker)).toList();
    }

    private static int mostLines(List<String> workers, List<ValueOnNode> found) {
        return Math.max(1, workers.stream().mapToInt(worker -> on(worker, found).size()).max().orElse(1));
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        for (ValueOnNode count : found) {
            Rectangle2D from = pill(area, count.value());
            Rectangle2D to = box(area, count.node());
            Boxes.arrow(ink, new Point2D.Double(from.getCenterX(), from.getMaxY()),
                    new Point2D.Double(entry(to, count), to.getY() - 2), WorkerColors.of(count.node()));
        }
        values.forEach(value -> drawPill(ink, pill(area, value), value));
        workers.forEach(worker -> drawWorker(ink, box(area, worker), worker));
    }

    /** Arrows to one worker end side by side. */
    private double entry(Rectangle2D box, ValueOnNode count) {
        List<ValueOnNode> residents = on(count.node(), found);
        return box.getX() + box.getWidth() * (residents.indexOf(count) + 1) / (residents.size() + 1);
    }

    private void drawPill(Ink ink, Rectangle2D place, String value) {
        List<String> homes = found.stream().filter(count -> count.value().equals(value)).map(ValueOnNode::node).toList();
        Color color = homes.size() == 1 ? WorkerColors.of(homes.get(0)) : Theme.NEUTRAL;
        var shape = new RoundRectangle2D.Double(place.getX(), place.getY(), place.getWidth(), place.getHeight(),
                CORNER, CORNER);
        ink.fill(shape, Theme.tint(color, homes.isEmpty() ? 0.04 : 0.25));
        ink.draw(shape, homes.isEmpty() ? Theme.RULE : color, Theme.HAIR);
        ink.text(Boxes.fitted(names.getOrDefault(value, value), place.getWidth() - 12), Theme.LABEL_BOLD, Theme.TEXT,
                Ink.Anchor.CENTER, place.getCenterX(), place.getCenterY());
    }

    private void drawWorker(Ink ink, Rectangle2D box, String worker) {
        List<ValueOnNode> residents = on(worker, found);
        Boxes.node(ink, box, worker, !residents.isEmpty());
        List<String> lines = residents.stream()
                .map(count -> names.getOrDefault(count.value(), count.value()) + ": " + Theme.rows(count.rows()))
                .toList();
        Boxes.lines(ink, box, Boxes.inside(box), lines.isEmpty() ? List.of("no rows") : lines);
    }

    private Rectangle2D pill(Rectangle2D area, String value) {
        double width = column(area, values.size());
        return new Rectangle2D.Double(area.getX() + values.indexOf(value) * (width + GAP), area.getY(), width, PILL);
    }

    private Rectangle2D box(Rectangle2D area, String worker) {
        double width = column(area, workers.size());
        double top = area.getY() + PILL + ARROWS;
        return new Rectangle2D.Double(area.getX() + workers.indexOf(worker) * (width + GAP), top, width,
                area.getMaxY() - top);
    }

    private static double column(Rectangle2D area, int count) {
        return (area.getWidth() - GAP * (count - 1)) / count;
    }
}

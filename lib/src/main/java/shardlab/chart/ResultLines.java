package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import shardlab.LabException;

/** Columns of a result as lines over another one, from the left to the right; each line bears its name at its end. */
public final class ResultLines extends Figure {

    private static final double HEIGHT = 330;
    private static final double DOT = 3;
    private static final double NAMES = 44;
    private static final double NAME_AT = 12;
    private static final double TITLE_AT = 34;
    private static final double GAP = 10;
    private static final int MOST_LABELS = 8;
    private static final int MOST_SPOKEN = 24;
    private static final Color[] COLORS = {
        Theme.PALETTE[0], Theme.PALETTE[4], Theme.PALETTE[2], Theme.PALETTE[3], Theme.PALETTE[1], Theme.NEUTRAL,
    };

    private final ResultColumn along;
    private final String axis;
    private final List<ResultColumn> lines;

    /**
     * @param title what is shown
     * @param along the column from left to right
     * @param axis  what is written along the upright axis, with the unit
     * @param lines the lines, of which each has a title
     * @param caption what a reader must know to trust it; may be empty
     * @throws LabException if there are no rows, or too many lines to tell apart
     */
    public ResultLines(String title, ResultColumn along, String axis, List<ResultColumn> lines, String caption) {
        super(title, "", caption, HEIGHT);
        this.along = along;
        this.axis = axis;
        this.lines = List.copyOf(lines);
        if (points().findAny().isEmpty() || lines.size() > COLORS.length) {
            throw new LabException("lines of " + lines.size() + " columns and " + along.size() + " rows", title, null,
                    "draw 1 to " + COLORS.length + " columns of a query that returns rows", null);
        }
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double names = lines.size() == 1 ? 0
                : GAP + lines.stream().mapToDouble(line -> Ink.width(line.title(), Theme.LABEL_BOLD)).max().orElse(0);
        Plot plot = new Plot(along.counted() ? along.title() : "", xScale(), axis, yScale());
        if (!along.counted()) {
            plot.withoutXTicks();
        }
        for (int i = 0; i < lines.size(); i++) {
            int[] rows = rows(lines.get(i));
            ResultColumn line = lines.get(i);
            plot.line("line " + i, Arrays.stream(rows).mapToDouble(row -> along.numbers()[row]).toArray(),
                    Arrays.stream(rows).mapToDouble(row -> line.numbers()[row]).toArray(), COLORS[i]);
        }
        double below = along.counted() ? 0 : NAMES;
        plot.paint(ink, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - names, area.getHeight() - below));
        IntStream.range(0, lines.size()).forEach(i -> drawDots(ink, plot, lines.get(i), COLORS[i]));
        drawTexts(ink, plot);
        drawNames(ink, plot);
    }

    private void drawDots(Ink ink, Plot plot, ResultColumn line, Color color) {
        for (int row : rows(line)) {
            ink.fill(new Ellipse2D.Double(plot.x(along.numbers()[row]) - DOT, plot.y(line.numbers()[row]) - DOT,
                    2 * DOT, 2 * DOT), color);
        }
    }

    /** Below the axis, of points at equal distances, as many as there is room for. */
    private void drawTexts(Ink ink, Plot plot) {
        if (along.counted()) {
            return;
        }
        int step = (along.size() + MOST_LABELS - 1) / MOST_LABELS;
        double bottom = plot.y(yScale().from());
        for (int row = 0; row < along.size(); row += step) {
            String text = Boxes.fitted(along.texts().get(row), (double) Theme.WIDTH / MOST_LABELS - GAP);
            ink.text(text, Theme.TICK, Theme.MUTED, Ink.Anchor.CENTER, plot.x(along.numbers()[row]),
                    bottom + NAME_AT);
        }
        ink.text(along.title(), Theme.LABEL, Theme.TEXT, Ink.Anchor.CENTER,
                (plot.x(xScale().from()) + plot.x(xScale().to())) / 2, bottom + TITLE_AT);
    }

    private void drawNames(Ink ink, Plot plot) {
        if (lines.size() == 1) {
            return;
        }
        double[] wanted = lines.stream().mapToDouble(line -> plot.y(line.numbers()[last(line)])).toArray();
        double[] places = Spread.place(wanted, lines.stream().mapToDouble(line -> 12).toArray(), 5,
                plot.y(yScale().to()), plot.y(yScale().from()));
        for (int i = 0; i < places.length; i++) {
            ink.text(lines.get(i).title(), Theme.LABEL_BOLD, COLORS[i], Ink.Anchor.LEFT,
                    plot.x(xScale().to()) + GAP, places[i]);
        }
    }

    private int[] rows(ResultColumn line) {
        return IntStream.range(0, along.size()).filter(row -> along.has(row) && line.has(row)).toArray();
    }

    private int last(ResultColumn line) {
        return Arrays.stream(rows(line)).max().orElse(0);
    }

    private Scale xScale() {
        double[] there = Arrays.stream(along.numbers()).filter(number -> !Double.isNaN(number)).toArray();
        double least = Arrays.stream(there).min().orElse(0);
        double most = Arrays.stream(there).max().orElse(1);
        double edge = along.counted() ? 0 : Math.max(most - least, 1) / 20;
        return Scale.linear(least - edge, (most > least ? most : least + 1) + edge);
    }

    /** From 0 on, so that a line twice as high means twice as much. */
    private Scale yScale() {
        double least = Math.min(0, points().mapToDouble(Double::doubleValue).min().orElse(0));
        double most = Math.max(0, points().mapToDouble(Double::doubleValue).max().orElse(1));
        return Scale.linear(least, most > least ? most * 1.05 : least + 1);
    }

    private Stream<Double> points() {
        return lines.stream().flatMap(line -> Arrays.stream(rows(line)).mapToObj(row -> line.numbers()[row]));
    }

    @Override
    public String alternative() {
        return title() + ". " + lines.stream().map(this::spoken).collect(Collectors.joining(" "));
    }

    /** All points where they are few; else where the line begins, ends, and is lowest and highest. */
    private String spoken(ResultColumn line) {
        int[] rows = rows(line);
        String all = line.title() + " over " + along.title() + ", " + rows.length + " points: ";
        if (rows.length <= MOST_SPOKEN) {
            return all + Arrays.stream(rows).mapToObj(row -> point(line, row)).collect(Collectors.joining(", ")) + ".";
        }
        var sorted = Arrays.stream(rows).boxed().sorted((one, other) ->
                Double.compare(line.numbers()[one], line.numbers()[other])).toList();
        return all + "from " + point(line, rows[0]) + " to " + point(line, rows[rows.length - 1]) + "; lowest "
                + point(line, sorted.get(0)) + ", highest " + point(line, sorted.get(sorted.size() - 1)) + ".";
    }

    private String point(ResultColumn line, int row) {
        return along.texts().get(row) + " " + line.texts().get(row);
    }
}

package shardlab.chart;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import shardlab.LabException;

/** A bar for each row of a result, lying: its name on the left, its number at its end. */
public final class ResultBars extends Figure {

    private static final int MOST = 50;
    private static final double BAR = 24;
    private static final double FILL = 0.68;
    private static final double AXIS = 48;
    private static final double GAP = 8;
    private static final double MOST_NAME = 220;

    private final ResultColumn names;
    private final ResultColumn values;

    /**
     * @param title  what is shown
     * @param names  what the bars are called
     * @param values how long they are; its title is written along the axis, with the unit. A missing one has no bar
     * @param caption what a reader must know to trust it; may be empty
     * @throws LabException if there are no rows, or too many to read
     */
    public ResultBars(String title, ResultColumn names, ResultColumn values, String caption) {
        super(title, "", caption, AXIS + BAR * values.size());
        this.names = names;
        this.values = values;
        if (values.size() == 0 || values.size() > MOST) {
            throw new LabException("bars of " + values.size() + " rows", title, null, values.size() == 0
                    ? "ask a query that returns rows"
                    : "group or limit the rows to " + MOST + ", or draw a histogram", null);
        }
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double left = names.texts().stream().mapToDouble(this::nameWidth).max().orElse(0) + GAP;
        double right = values.texts().stream().mapToDouble(text -> Ink.width(text, Theme.LABEL)).max().orElse(0) + GAP;
        Plot plot = new Plot(values.title(), scale(), "", Scale.linear(0, values.size())).withoutYTicks();
        plot.paint(ink, new Rectangle2D.Double(area.getX() + left, area.getY(), area.getWidth() - left - right,
                area.getHeight()));
        for (int row = 0; row < values.size(); row++) {
            draw(ink, plot, row);
        }
        ink.line(plot.x(0), plot.y(values.size()), plot.x(0), plot.y(0), Theme.RULE, Theme.HAIR);
    }

    private void draw(Ink ink, Plot plot, int row) {
        double value = values.numbers()[row];
        double top = plot.y(values.size() - row - (1 - FILL) / 2);
        double bottom = plot.y(values.size() - row - 1 + (1 - FILL) / 2);
        double middle = (top + bottom) / 2;
        double start = plot.x(scale().from());
        ink.text(Boxes.fitted(names.texts().get(row), MOST_NAME), Theme.TICK, Theme.TEXT, Ink.Anchor.RIGHT,
                start - GAP, middle);
        if (values.has(row)) {
            double from = Math.min(plot.x(0), plot.x(value));
            ink.fill(new Rectangle2D.Double(from, top, Math.abs(plot.x(value) - plot.x(0)), bottom - top), Theme.PALETTE[0]);
        }
        ink.textOnClearGround(values.texts().get(row), Theme.TICK, Theme.TEXT, Ink.Anchor.LEFT,
                plot.x(values.has(row) ? Math.max(0, value) : 0) + 6, middle);
    }

    private double nameWidth(String name) {
        return Ink.width(Boxes.fitted(name, MOST_NAME), Theme.TICK);
    }

    private Scale scale() {
        double least = Math.min(0, present().min().orElse(0));
        double most = Math.max(0, present().max().orElse(1));
        return Scale.linear(least, most > least ? most : least + 1);
    }

    private DoubleStream present() {
        return Arrays.stream(values.numbers()).filter(value -> !Double.isNaN(value));
    }

    @Override
    public String alternative() {
        return title() + ". " + values.size() + " bars, " + values.title() + ": " + IntStream.range(0, values.size())
                .mapToObj(row -> names.texts().get(row) + " " + values.texts().get(row))
                .collect(Collectors.joining(", ")) + ".";
    }
}

package shardlab.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What a law says as a line, and what was measured as points with their intervals on it, or beside it. */
public final class LawChart extends Figure {

    /**
     * The line.
     *
     * @param name what stands at its end
     * @param at   its value for a size
     */
    public record Law(String name, DoubleUnaryOperator at) {
    }

    /** How the axes count: sizes by powers of ten, values so too or from zero in equal steps. */
    public enum Heights { LOGARITHMIC, LINEAR }

    private static final double HEIGHT = 320;
    private static final double GAP = 12;
    private static final double HEADROOM = 1.08;
    private static final int STEPS = 120;

    private final LineChart.Axes axes;
    private final Heights values;
    private final List<LineChart.Point> points;
    private final Law law;

    /**
     * @param title   what was measured
     * @param axes    the quantities with their units
     * @param values  how the values' axis counts
     * @param points  what was measured, from the smallest size
     * @param law     what is drawn as a line
     * @param caption engine, versions, rounds and whatever else a reader must know
     */
    public LawChart(String title, LineChart.Axes axes, Heights values, List<LineChart.Point> points, Law law,
                    String caption) {
        super(title, "Line: the law. Point: measured. Whisker: " + Estimate.intervals(points.stream()
                .map(LineChart.Point::estimate)) + ". Sizes on a logarithmic axis"
                + (values == Heights.LINEAR ? "." : ", and values too."), caption, HEIGHT);
        this.axes = axes;
        this.values = values;
        this.points = points;
        this.law = law;
    }

    @Override
    String saying() {
        return axes.y() + " against " + axes.x() + ". Measured: " + LineChart.said(points) + ". " + law.name() + ": "
                + points.stream().map(point -> Theme.rounded(law.at().applyAsDouble(point.x())) + " at "
                        + Theme.rounded(point.x())).collect(Collectors.joining("; ")) + ".";
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double[] sizes = sizes();
        double[] heights = DoubleStream.of(sizes).map(law.at()).toArray();
        Plot plot = new Plot(axes.x(), Scale.logarithmic(sizes[0], sizes[STEPS]), axes.y(), yScale(heights));
        plot.line(law.name(), sizes, heights, Theme.PALETTE[0]);
        double names = GAP + Ink.width(law.name(), Theme.LABEL_BOLD);
        plot.paint(ink, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - names, area.getHeight()));
        LineChart.drawPoints(ink, plot, points, Theme.PALETTE[4]);
        ink.text(law.name(), Theme.LABEL_BOLD, Theme.PALETTE[0], Ink.Anchor.LEFT, plot.x(sizes[STEPS]) + GAP,
                plot.y(heights[STEPS]));
    }

    private double[] sizes() {
        double least = points.get(0).x();
        double most = points.get(points.size() - 1).x();
        return IntStream.rangeClosed(0, STEPS).mapToDouble(i -> least * Math.pow(most / least, (double) i / STEPS))
                .toArray();
    }

    private Scale yScale(double[] heights) {
        double most = Math.max(DoubleStream.of(heights).max().orElse(1),
                points.stream().mapToDouble(point -> point.estimate().high()).max().orElse(1));
        double least = Math.min(DoubleStream.of(heights).min().orElse(1),
                points.stream().mapToDouble(point -> point.estimate().low()).filter(low -> low > 0).min().orElse(most));
        return values == Heights.LINEAR ? Scale.linear(0, HEADROOM * most) : Scale.logarithmic(least, most);
    }
}

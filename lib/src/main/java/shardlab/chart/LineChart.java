package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines over a size, each point with its interval, on logarithmic axes; each line bears its name at its end. */
public final class LineChart extends Figure {

    /**
     * One point of a line.
     *
     * @param x        the size, such as a number of rows; above 0
     * @param estimate the measured value with its interval; above 0
     */
    public record Point(double x, Estimate estimate) {
    }

    /**
     * One line.
     *
     * @param name   what it is called
     * @param points its points, from the smallest size
     */
    public record Series(String name, List<Point> points) {
    }

    /**
     * The two axes, with units.
     *
     * @param x such as {@code sales (rows)}
     * @param y such as {@code time (ms)}
     */
    public record Axes(String x, String y) {
    }

    private static final double HEIGHT = 360;
    private static final double DOT = 3.6;
    private static final double GAP = 12;
    private static final Color[] COLORS = {
        Theme.PALETTE[4], Theme.PALETTE[0], Theme.PALETTE[2], Theme.PALETTE[3], Theme.PALETTE[1], Theme.NEUTRAL,
        Theme.PALETTE[5],
    };
    private static final BasicStroke INTERVAL = new BasicStroke(1.3f);

    private final Axes axes;
    private final List<Series> series;

    /**
     * @param title   what was measured
     * @param axes    the quantities with their units
     * @param series  one to seven lines
     * @param caption engine, versions, rounds and whatever else a reader must know
     */
    public LineChart(String title, Axes axes, List<Series> series, String caption) {
        super(title, "Point: median. Whisker: " + Estimate.intervals(series.stream().flatMap(one -> one.points().stream())
                .map(Point::estimate)) + ". Both axes are logarithmic.", caption, HEIGHT);
        this.axes = axes;
        this.series = series;
    }

    @Override
    String saying() {
        return axes.y() + " against " + axes.x() + ". " + series.stream()
                .map(one -> one.name() + ": " + said(one.points())).collect(Collectors.joining(". ")) + ".";
    }

    static String said(List<Point> points) {
        return points.stream().map(point -> point.estimate().said() + " at " + Theme.rounded(point.x()))
                .collect(Collectors.joining("; "));
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double names = GAP + series.stream().mapToDouble(one -> Ink.width(one.name(), Theme.LABEL_BOLD)).max().orElse(0);
        Plot plot = new Plot(axes.x(), xScale(), axes.y(), yScale());
        for (int i = 0; i < series.size(); i++) {
            List<Point> points = series.get(i).points();
            plot.line(series.get(i).name(), points.stream().mapToDouble(Point::x).toArray(),
                    points.stream().mapToDouble(point -> point.estimate().value()).toArray(), COLORS[i]);
        }
        plot.paint(ink, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - names, area.getHeight()));
        for (int i = 0; i < series.size(); i++) {
            drawPoints(ink, plot, series.get(i).points(), COLORS[i]);
        }
        drawNames(ink, plot);
    }

    static void drawPoints(Ink ink, Plot plot, List<Point> points, Color color) {
        for (Point point : points) {
            double x = plot.x(point.x());
            double low = plot.y(point.estimate().low());
            double high = plot.y(point.estimate().high());
            double y = plot.y(point.estimate().value());
            ink.line(x, low, x, high, color, INTERVAL);
            ink.line(x - 4, low, x + 4, low, color, INTERVAL);
            ink.line(x - 4, high, x + 4, high, color, INTERVAL);
            ink.fill(new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT), color);
        }
    }

    private void drawNames(Ink ink, Plot plot) {
        double[] wanted = series.stream().mapToDouble(one -> plot.y(last(one).estimate().value())).toArray();
        double[] heights = series.stream().mapToDouble(one -> 12).toArray();
        double[] centres = Spread.place(wanted, heights, 5, plot.y(yScale().to()), plot.y(yScale().from()));
        double right = series.stream().mapToDouble(one -> last(one).x()).max().orElse(0);
        for (int i = 0; i < centres.length; i++) {
            Point last = last(series.get(i));
            double y = last.x() == right ? centres[i] : wanted[i] + (hasAnotherAbove(plot, i) ? GAP : -GAP);
            ink.textOnClearGround(series.get(i).name(), Theme.LABEL_BOLD, COLORS[i], Ink.Anchor.LEFT,
                    plot.x(last.x()) + GAP, y);
        }
    }

    /** True if the lines that go on where this one ends go on above it. */
    private boolean hasAnotherAbove(Plot plot, int line) {
        Point end = last(series.get(line));
        return series.stream().filter(other -> other.points().get(0).x() <= end.x() && end.x() < last(other).x())
                .mapToDouble(other -> height(plot, other, end.x()) - plot.y(end.estimate().value())).sum() < 0;
    }

    /** Where a line is at a place on the page's way to its next point. */
    private static double height(Plot plot, Series line, double x) {
        List<Point> points = line.points();
        int next = 1;
        while (next < points.size() - 1 && points.get(next).x() <= x) {
            next++;
        }
        Point from = points.get(next - 1);
        Point to = points.get(next);
        double share = (plot.x(x) - plot.x(from.x())) / (plot.x(to.x()) - plot.x(from.x()));
        double start = plot.y(from.estimate().value());
        return start + share * (plot.y(to.estimate().value()) - start);
    }

    private static Point last(Series series) {
        return series.points().get(series.points().size() - 1);
    }

    private Scale xScale() {
        return Scale.logarithmic(points().mapToDouble(Point::x).min().orElse(1),
                points().mapToDouble(Point::x).max().orElse(10));
    }

    private Scale yScale() {
        return Scale.logarithmic(points().map(Point::estimate).toList());
    }

    private Stream<Point> points() {
        return series.stream().flatMap(one -> one.points().stream());
    }
}

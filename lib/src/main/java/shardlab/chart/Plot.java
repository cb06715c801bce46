package shardlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * XChart's scales and lines in the lab's theme. Grid and tick labels are drawn here: XChart leaves out the labels at an
 * axis' ends, and fills a logarithmic grid with lines between the powers of ten.
 */
final class Plot {

    private static final Color CLEAR = new Color(255, 255, 255, 0);
    private static final double TITLE = 22;
    private static final double X_TICKS = 22;
    private static final double TICK_GAP = 8;

    private final XYChart chart = new XYChart(Theme.WIDTH, Theme.WIDTH / 2);
    private final String xTitle;
    private final String yTitle;
    private final Scale xScale;
    private final Scale yScale;
    private boolean xTicks = true;
    private boolean yTicks = true;
    private Rectangle2D area;

    Plot(String xTitle, Scale xScale, String yTitle, Scale yScale) {
        this.xTitle = xTitle;
        this.yTitle = yTitle;
        this.xScale = xScale;
        this.yScale = yScale;
        XYStyler styler = chart.getStyler();
        applyTheme(styler);
        styler.setXAxisMin(xScale.from()).setXAxisMax(xScale.to()).setXAxisLogarithmic(xScale.logarithmic());
        styler.setYAxisMin(yScale.from()).setYAxisMax(yScale.to()).setYAxisLogarithmic(yScale.logarithmic());
        line("frame", new double[] {xScale.from(), xScale.to()}, new double[] {yScale.from(), yScale.to()}, Theme.GROUND)
                .setLineStyle(SeriesLines.NONE);
    }

    private static void applyTheme(XYStyler styler) {
        styler.setChartBackgroundColor(CLEAR).setPlotBackgroundColor(CLEAR).setPlotBorderVisible(false);
        styler.setChartTitleVisible(false).setLegendVisible(false).setChartPadding(1).setPlotContentSize(1);
        styler.setPlotGridLinesVisible(false).setPlotTicksMarksVisible(false);
        styler.setAxisTicksVisible(false).setAxisTitlesVisible(false).setPlotMargin(0).setMarkerSize(0);
    }

    /** Lets the figure itself write what stands along the x axis. */
    Plot withoutXTicks() {
        xTicks = false;
        return this;
    }

    /** Lets the figure itself write what stands along the y axis. */
    Plot withoutYTicks() {
        yTicks = false;
        return this;
    }

    /** A line through points. */
    XYSeries line(String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(Theme.LINE);
        return series;
    }

    /** Paints grid, labels and lines; from then on {@link #x} and {@link #y} tell where a value is. */
    void paint(Ink ink, Rectangle2D whole) {
        double left = (yTitle.isEmpty() ? 0 : TITLE) + yLabelWidth();
        double bottom = (xTitle.isEmpty() ? 0 : TITLE) + (xTicks ? X_TICKS : 0);
        double top = yTicks ? Ink.capHeight(Theme.TICK) / 2 : 0;
        double right = xTicks ? Ink.width(Theme.number(xScale.to()), Theme.TICK) / 2 : 0;
        area = new Rectangle2D.Double(whole.getX() + left, whole.getY() + top,
                whole.getWidth() - left - right, whole.getHeight() - top - bottom);
        paintLines(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics());
        ink.scale(() -> drawAxes(ink, whole));
        Graphics2D graphics = (Graphics2D) ink.graphics().create();
        graphics.translate(area.getX(), area.getY());
        paintLines(graphics);
    }

    double x(double value) {
        return area.getX() + chart.getScreenXFromChart(xScale.drawn(value));
    }

    double y(double value) {
        return area.getY() + chart.getScreenYFromChart(yScale.drawn(value));
    }

    /** XChart knows where a value is only after it has painted. */
    private void paintLines(Graphics2D graphics) {
        chart.paint(graphics, (int) area.getWidth(), (int) area.getHeight());
        graphics.dispose();
    }

    private double yLabelWidth() {
        return !yTicks ? 0 : TICK_GAP + yScale.ticks().stream()
                .mapToDouble(tick -> Ink.width(Theme.number(tick), Theme.TICK)).max().orElse(0);
    }

    private void drawAxes(Ink ink, Rectangle2D whole) {
        drawXAxis(ink, whole);
        drawYAxis(ink, whole);
    }

    private void drawXAxis(Ink ink, Rectangle2D whole) {
        for (double tick : xTicks ? xScale.ticks() : List.<Double>of()) {
            ink.line(x(tick), area.getMinY(), x(tick), area.getMaxY(), Theme.GRID, Theme.HAIR);
            ink.text(Theme.number(tick), Theme.TICK, Theme.MUTED, Ink.Anchor.CENTER, x(tick), area.getMaxY() + 12);
        }
        if (!xTitle.isEmpty()) {
            ink.text(xTitle, Theme.LABEL, Theme.TEXT, Ink.Anchor.CENTER, area.getCenterX(), whole.getMaxY() - 9);
        }
    }

    private void drawYAxis(Ink ink, Rectangle2D whole) {
        for (double tick : yTicks ? yScale.ticks() : List.<Double>of()) {
            ink.line(area.getMinX(), y(tick), area.getMaxX(), y(tick), Theme.GRID, Theme.HAIR);
            ink.text(Theme.number(tick), Theme.TICK, Theme.MUTED, Ink.Anchor.RIGHT, area.getMinX() - TICK_GAP, y(tick));
        }
        if (!yTitle.isEmpty()) {
            ink.upright(yTitle, Theme.LABEL, Theme.TEXT, Ink.Anchor.CENTER, whole.getX() + 7, area.getCenterY());
        }
    }
}

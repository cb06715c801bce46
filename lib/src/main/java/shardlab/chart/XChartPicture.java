package shardlab.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.PieSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.AxesChartSeriesCategory;
import org.knowm.xchart.internal.series.AxesChartSeriesNumerical;
import org.knowm.xchart.internal.series.Series;

/** A chart that a learner made with XChart itself, shown as it is, in its own look. */
public final class XChartPicture implements shardlab.chart.Chart {

    private static final int MOST_SPOKEN = 24;

    private final Chart<?, ?> chart;

    private XChartPicture(Chart<?, ?> chart) {
        this.chart = chart;
    }

    /** The type of all of XChart's charts. */
    public static Class<?> type() {
        return Chart.class;
    }

    /** One of that type. */
    public static XChartPicture of(Object chart) {
        return new XChartPicture((Chart<?, ?>) chart);
    }

    @Override
    public int width() {
        return chart.getWidth();
    }

    @Override
    public int height() {
        return chart.getHeight();
    }

    @Override
    public String title() {
        return chart.getTitle() == null || chart.getTitle().isBlank() ? "a chart by XChart" : chart.getTitle();
    }

    @Override
    public BufferedImage image() {
        var image = new BufferedImage(SCALE * width(), SCALE * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
        chart.paint(graphics, width(), height());
        graphics.dispose();
        return image;
    }

    @Override
    public String alternative() {
        return title() + ". " + chart.getSeriesCollection().stream().map(XChartPicture::spoken)
                .collect(Collectors.joining(" "));
    }

    private static String spoken(Series series) {
        if (series instanceof AxesChartSeriesNumerical numbers) {
            var x = DoubleStream.of(numbers.getXData()).mapToObj(Theme::number).toList();
            return points(series.getName(), x, numbers.getYData());
        }
        if (series instanceof AxesChartSeriesCategory names) {
            return points(series.getName(), names.getXData(), names.getYData());
        }
        return series.getName() + (series instanceof PieSeries part ? " " + part.getValue() : "") + ".";
    }

    private static String points(String name, Collection<?> x, double[] y) {
        List<?> places = List.copyOf(x);
        String numbers = IntStream.range(0, Math.min(y.length, MOST_SPOKEN))
                .mapToObj(i -> places.get(i) + " " + Theme.number(y[i])).collect(Collectors.joining(", "));
        return name + ": " + numbers + (y.length > MOST_SPOKEN ? " and " + (y.length - MOST_SPOKEN) + " more points." : ".");
    }
}

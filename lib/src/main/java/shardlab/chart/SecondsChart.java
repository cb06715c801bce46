package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import shardlab.workload.ClientsRun;

/** What clients did, second by second: a stall shows, which a mean hides. What failed is drawn in red. */
public final class SecondsChart extends Figure {

    /**
     * One line.
     *
     * @param name what it is called
     * @param run  what its clients did
     */
    public record NamedRun(String name, ClientsRun run) {
    }

    private static final double HEIGHT = 320;
    private static final double GAP = 12;
    private static final double HEADROOM = 1.1;
    private static final Color[] COLORS = {Theme.PALETTE[0], Theme.PALETTE[1], Theme.PALETTE[2], Theme.PALETTE[3]};

    private final List<NamedRun> series;

    /**
     * @param title   what was run
     * @param series  one to four lines, each of a run of at least a second
     * @param caption engine, versions and whatever else a reader must know
     */
    public SecondsChart(String title, List<NamedRun> series, String caption) {
        super(title, "Statements that ended in each second; a red line, if there is one, counts those that failed.",
                caption, HEIGHT);
        this.series = series;
    }

    @Override
    String saying() {
        return series.stream().map(one -> one.name() + ", second by second: " + one.run().seconds().stream()
                .map(second -> Theme.count(second.done()) + (second.failed() > 0 ? " and " + Theme.count(second.failed())
                        + " failed" : "")).collect(Collectors.joining("; "))).collect(Collectors.joining(". ")) + ".";
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        double names = GAP + series.stream().mapToDouble(one -> Ink.width(one.name(), Theme.LABEL_BOLD)).max().orElse(0);
        Plot plot = new Plot("second", Scale.linear(0, Math.max(1, lastSecond())), "statements a second",
                Scale.linear(0, Math.max(1, HEADROOM * most())));
        for (int i = 0; i < series.size(); i++) {
            line(plot, series.get(i), "", ClientsRun.Second::done, COLORS[i]);
            if (series.get(i).run().failed() > 0) {
                line(plot, series.get(i), " failed", ClientsRun.Second::failed, Theme.FAILED);
            }
        }
        plot.paint(ink, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - names, area.getHeight()));
        drawNames(ink, plot);
    }

    private static void line(Plot plot, NamedRun one, String end, ToDoubleFunction<ClientsRun.Second> value, Color color) {
        plot.line(one.name() + end, one.run().seconds().stream().mapToDouble(ClientsRun.Second::second).toArray(),
                one.run().seconds().stream().mapToDouble(value).toArray(), color);
    }

    private void drawNames(Ink ink, Plot plot) {
        double[] wanted = series.stream().mapToDouble(one -> plot.y((double) last(one).done())).toArray();
        double[] heights = series.stream().mapToDouble(one -> 12).toArray();
        double[] centres = Spread.place(wanted, heights, 5, plot.y(HEADROOM * most()), plot.y(0));
        for (int i = 0; i < centres.length; i++) {
            ink.text(series.get(i).name(), Theme.LABEL_BOLD, COLORS[i], Ink.Anchor.LEFT, plot.x(lastSecond()) + GAP,
                    centres[i]);
        }
    }

    private static ClientsRun.Second last(NamedRun one) {
        return one.run().seconds().get(one.run().seconds().size() - 1);
    }

    private int lastSecond() {
        return series.stream().mapToInt(one -> last(one).second()).max().orElse(0);
    }

    private double most() {
        return series.stream().flatMap(one -> one.run().seconds().stream())
                .mapToDouble(second -> Math.max(second.done(), second.failed())).max().orElse(1);
    }
}

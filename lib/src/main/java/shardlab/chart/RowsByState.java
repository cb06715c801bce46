package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;

/** How many rows each state has, beside the share that its weight asks for. */
public final class RowsByState extends Figure {

    /**
     * How many rows a state has, and how many it should have.
     *
     * @param state  the state, such as {@code CA}
     * @param rows   how many rows it has
     * @param weight the share of all rows that the generator aims at, from 0 to 1
     */
    public record StateShare(String state, long rows, double weight) {
    }

    private static final double HEIGHT = 300;
    private static final BasicStroke WEIGHT = new BasicStroke(2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final double OVERHANG = 5;
    private static final double MOST_LABEL = 60;

    private final List<StateShare> states;
    private final long total;

    /**
     * @param table   the table that was counted
     * @param states  rows and weight of each state
     * @param caption engine, versions and whatever else a reader must know
     */
    public RowsByState(String table, List<StateShare> states, String caption) {
        super("Rows of " + table + " by state",
                "Bars: the rows that are there, with their share. Orange lines: the share that the state's weight asks for.",
                caption, HEIGHT);
        this.states = states.stream().sorted(Comparator.comparingLong(StateShare::rows).reversed()).toList();
        this.total = states.stream().mapToLong(StateShare::rows).sum();
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        var bars = new Bars(states.stream().map(this::bar).toList(), "rows");
        bars.draw(ink, area);
        for (int i = 0; i < states.size(); i++) {
            double y = bars.plot().y(states.get(i).weight() * total);
            ink.line(bars.left(i) - OVERHANG, y, bars.left(i) + bars.width() + OVERHANG, y, Theme.PALETTE[4], WEIGHT);
        }
    }

    private Bars.Bar bar(StateShare state) {
        double share = total == 0 ? 0 : (double) state.rows() / total;
        return new Bars.Bar(state.state(), state.rows(), state.weight() * total, Theme.NEUTRAL, Theme.percent(share),
                Theme.count(state.rows(), Theme.TICK, MOST_LABEL));
    }
}

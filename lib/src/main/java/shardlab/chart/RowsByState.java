package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;

/** How many rows each state has, beside the share that its weight asks for. */
public final class RowsByState extends Figure {

    private static final double HEIGHT = 300;
    private static final BasicStroke WEIGHT = new BasicStroke(2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final double OVERHANG = 5;

    private final List<StateRows> states;
    private final long total;

    /**
     * @param table   the table that was counted
     * @param states  rows and weight of each state
     * @param caption engine, versions and whatever else a reader must know
     */
    public RowsByState(String table, List<StateRows> states, String caption) {
        super("Rows of " + table + " by state",
                "Bars: the rows that are there, with their share. Orange lines: the share that the state's weight asks for.",
                caption, HEIGHT);
        this.states = states.stream().sorted(Comparator.comparingLong(StateRows::rows).reversed()).toList();
        this.total = states.stream().mapToLong(StateRows::rows).sum();
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

    private Bars.Bar bar(StateRows state) {
        double share = total == 0 ? 0 : (double) state.rows() / total;
        return new Bars.Bar(state.state(), state.rows(), state.weight() * total, Theme.NEUTRAL, Theme.percent(share),
                Theme.count(state.rows()));
    }
}

package shardlab.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import shardlab.sharding.KeyCut;

/** Ways to cut keys, below one another: which node has each key before and after a node comes, and how many move. */
public final class KeyCutStrips extends Figure {

    private static final double WAY = 66;
    private static final double STRIP = 15;
    private static final double NAMES = 54;
    private static final double NUMBERS = 168;
    private static final int COLUMNS = 240;

    private final List<KeyCut> cuts;

    /**
     * @param title   what is shown
     * @param cuts    the ways, in the order to draw them
     * @param caption what a reader must know
     */
    public KeyCutStrips(String title, List<KeyCut> cuts, String caption) {
        super(title, "Each line is a sample of the keys, in the order in which the way cuts them; the colour is the node.",
                caption, WAY * cuts.size());
        this.cuts = cuts;
    }

    @Override
    void drawBody(Ink ink, Rectangle2D area) {
        for (int i = 0; i < cuts.size(); i++) {
            KeyCut cut = cuts.get(i);
            double top = area.getY() + i * WAY;
            ink.text(cut.name(), Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.LEFT, area.getX(), top + 8);
            drawStrip(ink, (cut.nodes() - 1) + " nodes", cut.before(), area, top + 20);
            drawStrip(ink, cut.nodes() + " nodes", cut.after(), area, top + 20 + STRIP + 3);
            double right = area.getMaxX();
            ink.text(Theme.percent(cut.moved()) + " of the keys move", Theme.LABEL_BOLD, Theme.TEXT, Ink.Anchor.RIGHT, right,
                    top + 20 + STRIP / 2);
            ink.text(String.format(Locale.ENGLISH, "fullest: %.2f × the average", cut.fullest()), Theme.TICK, Theme.MUTED,
                    Ink.Anchor.RIGHT, right, top + 20 + 1.5 * STRIP + 3);
        }
    }

    private static void drawStrip(Ink ink, String name, List<Integer> owners, Rectangle2D area, double top) {
        ink.text(name, Theme.TICK, Theme.MUTED, Ink.Anchor.LEFT, area.getX(), top + STRIP / 2);
        double width = (area.getWidth() - NAMES - NUMBERS) / COLUMNS;
        for (int column = 0; column < COLUMNS; column++) {
            int owner = owners.get((int) ((column + 0.5) * owners.size() / COLUMNS));
            ink.fill(new Rectangle2D.Double(area.getX() + NAMES + column * width, top, width + 0.3, STRIP),
                    WorkerColors.of("node-" + (owner + 1)));
        }
    }
}

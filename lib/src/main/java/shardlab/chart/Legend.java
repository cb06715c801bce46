package shardlab.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;

/** A line of colours and the nodes they stand for. */
final class Legend {

    private static final double SWATCH = 11;
    private static final double GAP = 18;

    private Legend() {
    }

    /** Draws it from the left, with its middle height at y. */
    static void draw(Ink ink, List<String> nodes, double left, double y) {
        double x = left;
        for (String node : nodes) {
            ink.fill(new Rectangle2D.Double(x, y - SWATCH / 2, SWATCH, SWATCH), WorkerColors.of(node));
            Rectangle2D name = ink.text(node, Theme.LABEL, Theme.TEXT, Ink.Anchor.LEFT, x + SWATCH + 6, y);
            x = name.getMaxX() + GAP;
        }
    }
}

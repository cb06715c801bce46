package shardlab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Draws shapes and text in logical pixels, and remembers where every text went, so that a test can look for clashes. */
final class Ink {

    /** How text is measured, whatever it is drawn on. */
    static final FontRenderContext METRICS = new FontRenderContext(
            AffineTransform.getScaleInstance(Chart.SCALE, Chart.SCALE), true, true);

    /** Which point of the text is given: of its width, and of its height. */
    enum Anchor { LEFT, CENTER, RIGHT }

    /** A text as drawn. */
    record Label(String text, Rectangle2D box) {
    }

    private final Graphics2D graphics;
    private final List<Label> labels = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private boolean scale;

    Ink(Graphics2D graphics) {
        this.graphics = graphics;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    Graphics2D graphics() {
        return graphics;
    }

    List<Label> labels() {
        return labels;
    }

    /** The texts of the picture in the order of drawing, but for those that {@link #scale} drew. */
    List<String> said() {
        return said;
    }

    /** Draws what only helps to read off values, such as the numbers along an axis. */
    void scale(Runnable drawing) {
        scale = true;
        drawing.run();
        scale = false;
    }

    static double width(String text, Font font) {
        return font.getStringBounds(text, METRICS).getWidth();
    }

    void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    void draw(Shape shape, Color color, BasicStroke stroke) {
        graphics.setColor(color);
        graphics.setStroke(stroke);
        graphics.draw(shape);
    }

    void line(double x1, double y1, double x2, double y2, Color color, BasicStroke stroke) {
        draw(new Line2D.Double(x1, y1, x2, y2), color, stroke);
    }

    /** Text whose middle height is at y, anchored at x. */
    Rectangle2D text(String text, Font font, Color color, Anchor anchor, double x, double y) {
        double width = width(text, font);
        double left = left(anchor, x, width);
        double capHeight = capHeight(font);
        graphics.setFont(font);
        graphics.setColor(color);
        graphics.drawString(text, (float) left, (float) (y + capHeight / 2));
        return remember(text, new Rectangle2D.Double(left, y - capHeight / 2, width, capHeight));
    }

    /** Text that nothing drawn before shows through. */
    Rectangle2D textOnClearGround(String text, Font font, Color color, Anchor anchor, double x, double y) {
        double width = width(text, font);
        double left = left(anchor, x, width);
        double capHeight = capHeight(font);
        fill(new Rectangle2D.Double(left - 2, y - capHeight / 2 - 2, width + 4, capHeight + 4), Theme.GROUND);
        return text(text, font, color, anchor, x, y);
    }

    /** Text that reads upwards, its middle at (x, y). */
    Rectangle2D upright(String text, Font font, Color color, Anchor anchor, double x, double y) {
        double width = width(text, font);
        double bottom = switch (anchor) {
            case LEFT -> y;
            case CENTER -> y + width / 2;
            case RIGHT -> y + width;
        };
        double capHeight = capHeight(font);
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, x, bottom);
        graphics.setFont(font);
        graphics.setColor(color);
        graphics.drawString(text, (float) x, (float) (bottom + capHeight / 2));
        graphics.setTransform(before);
        return remember(text, new Rectangle2D.Double(x - capHeight / 2, bottom - width, capHeight, width));
    }

    static double capHeight(Font font) {
        return font.createGlyphVector(METRICS, "H").getVisualBounds().getHeight();
    }

    private static double left(Anchor anchor, double x, double width) {
        return switch (anchor) {
            case LEFT -> x;
            case CENTER -> x - width / 2;
            case RIGHT -> x - width;
        };
    }

    private Rectangle2D remember(String text, Rectangle2D box) {
        labels.add(new Label(text, box));
        if (!scale) {
            said.add(text);
        }
        return box;
    }
}

package shardlab.chart;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Boxes for nodes and arrows for what moves between them. Drawn by hand: XChart draws data, not diagrams. */
final class Boxes {

    private static final double CORNER = 8;
    private static final double HEADER = 24;
    private static final double LINE = 16;
    private static final double PADDING = 10;
    private static final double HEAD = 7;

    private Boxes() {
    }

    /** A node: its name on its colour, and lines of text below; pale if it has nothing to do. */
    static void node(Ink ink, Rectangle2D box, String name, boolean busy) {
        Color color = WorkerColors.of(name);
        var shape = new RoundRectangle2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight(), CORNER, CORNER);
        Color header = busy ? color : Theme.tint(color, 0.2);
        ink.fill(shape, Theme.tint(color, busy ? 0.12 : 0.04));
        var clip = ink.graphics().getClip();
        ink.graphics().clip(shape);
        ink.fill(new Rectangle2D.Double(box.getX(), box.getY(), box.getWidth(), HEADER), header);
        ink.graphics().setClip(clip);
        ink.draw(shape, busy ? color : Theme.tint(color, 0.4), Theme.HAIR);
        ink.text(name, Theme.LABEL_BOLD, busy ? Theme.textOn(header) : Theme.MUTED, Ink.Anchor.LEFT, box.getX() + PADDING,
                box.getY() + HEADER / 2);
    }

    /** Lines of text inside a node, below its name or below what else stands there. */
    static void lines(Ink ink, Rectangle2D box, double top, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            ink.text(fitted(lines.get(i), box.getWidth() - 2 * PADDING), Theme.TICK, i == 0 ? Theme.TEXT : Theme.MUTED,
                    Ink.Anchor.LEFT, box.getX() + PADDING, top + (i + 0.5) * LINE);
        }
    }

    /** Where the text below a node's name begins. */
    static double inside(Rectangle2D box) {
        return box.getY() + HEADER + 6;
    }

    /** An arrow between two points. */
    static void arrow(Ink ink, Point2D from, Point2D to, Color color) {
        double angle = Math.atan2(to.getY() - from.getY(), to.getX() - from.getX());
        double endX = to.getX() - HEAD * Math.cos(angle);
        double endY = to.getY() - HEAD * Math.sin(angle);
        ink.line(from.getX(), from.getY(), endX, endY, color, Theme.LINE);
        var head = new Path2D.Double();
        head.moveTo(to.getX(), to.getY());
        head.lineTo(endX - HEAD / 1.6 * Math.sin(angle), endY + HEAD / 1.6 * Math.cos(angle));
        head.lineTo(endX + HEAD / 1.6 * Math.sin(angle), endY - HEAD / 1.6 * Math.cos(angle));
        head.closePath();
        ink.fill(head, color);
    }

    /** Words, with commas between them, in as many lines of a box as they take. */
    static List<String> wrapped(List<String> words, double boxWidth) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i < words.size() - 1 ? "," : "");
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && Ink.width(longer, Theme.TICK) > boxWidth - 2 * PADDING) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    /** The height of so many lines of text. */
    static double height(int lines) {
        return lines * LINE;
    }

    /** Text cut to a width, with an ellipsis where something is missing. */
    static String fitted(String text, double width) {
        if (Ink.width(text, Theme.TICK) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && Ink.width(text.substring(0, end).stripTrailing() + " …", Theme.TICK) > width) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + " …";
    }
}

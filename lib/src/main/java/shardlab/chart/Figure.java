package shardlab.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The frame that all figures share: a title, a line that says how to read it, the picture, and a caption below. */
abstract class Figure implements Chart {

    private static final double TITLE_LINE = 22;
    private static final double SUBTITLE_LINE = 17;
    private static final double CAPTION_LINE = 15;
    private static final double GAP = 10;

    private final String title;
    private final List<String> subtitle;
    private final List<String> caption;
    private final double bodyHeight;

    /**
     * @param title      what is shown, in a few words
     * @param subtitle   how to read it, or an empty string
     * @param caption    what a reader must know to trust it: engine, versions, rows; may be empty
     * @param bodyHeight the height of the picture between them, in logical pixels
     */
    Figure(String title, String subtitle, String caption, double bodyHeight) {
        this.title = title;
        this.subtitle = wrap(subtitle, Theme.SUBTITLE, Theme.WIDTH - 2 * Theme.MARGIN);
        this.caption = wrap(caption, Theme.CAPTION, Theme.WIDTH - 2 * Theme.MARGIN);
        this.bodyHeight = bodyHeight;
    }

    /** Draws the picture inside the area. */
    abstract void drawBody(Ink ink, Rectangle2D area);

    @Override
    public final String title() {
        return title;
    }

    @Override
    public String alternative() {
        return Stream.of(title + ".", String.join(" ", subtitle), saying(), String.join(" ", caption))
                .filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
    }

    /** What the picture says with its numbers: its texts as drawn, but for those along axes, where these are enough. */
    String saying() {
        Ink ink = new Ink(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics());
        drawBody(ink, new Rectangle2D.Double(Theme.MARGIN, bodyTop(), width() - 2.0 * Theme.MARGIN, bodyHeight));
        return ink.said().stream().distinct().collect(Collectors.joining("; ", "", "."));
    }

    @Override
    public final int width() {
        return Theme.WIDTH;
    }

    @Override
    public final int height() {
        return (int) Math.ceil(bodyTop() + bodyHeight + captionHeight() + Theme.MARGIN);
    }

    @Override
    public final BufferedImage image() {
        var image = new BufferedImage(SCALE * width(), SCALE * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        draw(new Ink(graphics));
        graphics.dispose();
        return image;
    }

    final void draw(Ink ink) {
        ink.fill(new Rectangle2D.Double(0, 0, width(), height()), Theme.GROUND);
        double y = Theme.MARGIN + TITLE_LINE / 2;
        ink.text(title, Theme.TITLE, Theme.TEXT, Ink.Anchor.LEFT, Theme.MARGIN, y);
        y += TITLE_LINE / 2;
        drawLines(ink, subtitle, Theme.SUBTITLE, y, SUBTITLE_LINE);
        drawBody(ink, new Rectangle2D.Double(Theme.MARGIN, bodyTop(), width() - 2.0 * Theme.MARGIN, bodyHeight));
        drawLines(ink, caption, Theme.CAPTION, bodyTop() + bodyHeight + GAP, CAPTION_LINE);
    }

    private static void drawLines(Ink ink, List<String> lines, Font font, double top, double lineHeight) {
        for (int i = 0; i < lines.size(); i++) {
            ink.text(lines.get(i), font, Theme.MUTED, Ink.Anchor.LEFT, Theme.MARGIN, top + (i + 0.5) * lineHeight);
        }
    }

    private double bodyTop() {
        return Theme.MARGIN + TITLE_LINE + subtitle.size() * SUBTITLE_LINE + GAP;
    }

    private double captionHeight() {
        return caption.isEmpty() ? 0 : GAP + caption.size() * CAPTION_LINE;
    }

    /** Breaks text at blanks so that each line fits the width. */
    static List<String> wrap(String text, Font font, double width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            if (!line.isEmpty() && Ink.width(line + " " + word, font) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}

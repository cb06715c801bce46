package shardlab.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import shardlab.FileProblem;

/**
 * A figure that was drawn from real Citus before and is kept with the library. A band above it says so, so that nobody
 * takes it for a figure of the cluster at hand.
 */
public final class StoredFigure implements Chart {

    private static final String FOLDER = "/shardlab/chart/citus/";
    private static final String LABEL = "Stored: drawn on real Citus before, not from your cluster. The caption says which.";
    private static final int BAND = 28;
    private static final Font FONT = Theme.LABEL_BOLD;

    private final String title;
    private final String alternative;
    private final BufferedImage picture;

    private StoredFigure(String title, String alternative, BufferedImage picture) {
        this.title = title;
        this.alternative = alternative;
        this.picture = picture;
    }

    /**
     * A figure that is kept.
     *
     * @param name what {@link #keep} was given
     * @throws IllegalArgumentException if none is kept under this name
     */
    public static StoredFigure of(String name) {
        try (InputStream picture = resource(name + ".png"); InputStream text = resource(name + ".txt")) {
            String[] lines = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n", 2);
            return new StoredFigure(lines[0], lines[1].strip(), ImageIO.read(picture));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the stored figure " + name, e);
        }
    }

    /**
     * Keeps a figure for others: its picture, and its title and what it shows in words, as two files.
     *
     * @throws shardlab.LabException if the files cannot be written
     */
    public static void keep(Chart chart, Path folder, String name) {
        chart.save(folder.resolve(name + ".png"));
        Path title = folder.resolve(name + ".txt");
        try {
            Files.writeString(title, chart.title() + "\n" + chart.alternative() + "\n");
        } catch (IOException e) {
            throw FileProblem.of("The title of a figure could not be written", title, e, FileProblem.MAKE_ROOM);
        }
    }

    private static InputStream resource(String file) {
        InputStream in = StoredFigure.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new IllegalArgumentException("no stored figure " + FOLDER + file + " on the class path");
        }
        return in;
    }

    @Override
    public int width() {
        return picture.getWidth() / SCALE;
    }

    @Override
    public int height() {
        return BAND + picture.getHeight() / SCALE;
    }

    @Override
    public String title() {
        return "Stored, from real Citus: " + title;
    }

    @Override
    public String alternative() {
        return LABEL + " " + alternative;
    }

    @Override
    public BufferedImage image() {
        var image = new BufferedImage(SCALE * width(), SCALE * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(picture, 0, SCALE * BAND, null);
        graphics.scale(SCALE, SCALE);
        Ink ink = new Ink(graphics);
        ink.fill(new Rectangle2D.Double(0, 0, width(), BAND), Theme.tint(Theme.PALETTE[1], 0.35));
        ink.text(LABEL, FONT, Theme.TEXT, Ink.Anchor.LEFT, Theme.MARGIN, BAND / 2.0);
        graphics.dispose();
        return image;
    }

    @Override
    public void save(Path png) {
        try {
            ImageIO.write(image(), "png", png.toFile());
        } catch (IOException e) {
            throw FileProblem.of("The figure '" + title + "' could not be written", png, e, FileProblem.MAKE_ROOM);
        }
    }
}

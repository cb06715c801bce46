package shardlab.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import shardlab.LabException;

/** A finished figure: it draws the same picture every time, and says at which size to show it. */
public interface Chart {

    /** How many pixels of {@link #image()} make one pixel on the page. */
    int SCALE = 2;

    /** Width on the page, in CSS pixels. */
    int width();

    /** Height on the page, in CSS pixels. */
    int height();

    /** What the figure is called, for a text that stands in for the picture. */
    String title();

    /** What it shows, with its numbers, for those who cannot see it. */
    String alternative();

    /** The picture, {@link #SCALE} times as wide and as high as it is shown. */
    BufferedImage image();

    /** The picture as PNG in base64, as notebooks and pages hold it. */
    default String base64() {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image(), "png", bytes);
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("writing a picture to memory", e);
        }
    }

    /**
     * Writes the picture as PNG; missing folders are made.
     *
     * @throws shardlab.LabException if the file cannot be written
     */
    default void save(Path png) {
        try {
            Files.createDirectories(png.toAbsolutePath().getParent());
            ImageIO.write(image(), "png", png.toFile());
        } catch (IOException e) {
            throw new LabException("The figure '" + title() + "' could not be written", png.toString(), e.getMessage(),
                    "see whether the folder can be written to and the disk has room", e);
        }
    }
}

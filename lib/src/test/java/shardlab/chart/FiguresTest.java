package shardlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every figure: nothing is clipped, no text lies on another, and it is as large as it says. */
class FiguresTest {

    private static final int LEAST_MARGIN = 8;
    private static final double LEAST_GAP = 1;

    @TestFactory
    Stream<DynamicTest> noTextLiesOnAnother() {
        return figures((name, figure) -> {
            List<Ink.Label> labels = labels(figure);
            assertThat(labels).hasSizeGreaterThan(5);
            for (int i = 0; i < labels.size(); i++) {
                for (int j = i + 1; j < labels.size(); j++) {
                    assertThat(grown(labels.get(i).box()).intersects(labels.get(j).box()))
                            .as("'%s' on '%s'", labels.get(i), labels.get(j)).isFalse();
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyTextLiesInsideTheFigure() {
        return figures((name, figure) -> {
            var inside = new Rectangle2D.Double(LEAST_MARGIN, LEAST_MARGIN, figure.width() - 2 * LEAST_MARGIN,
                    figure.height() - 2 * LEAST_MARGIN);
            assertThat(labels(figure)).allSatisfy(label -> assertThat(inside.contains(label.box()))
                    .as("%s inside %s", label, inside).isTrue());
        });
    }

    @TestFactory
    Stream<DynamicTest> theEdgeIsWhiteAllAround() {
        return figures((name, figure) -> {
            BufferedImage image = figure.image();
            int edge = Chart.SCALE * LEAST_MARGIN;
            for (int y = 0; y < image.getHeight(); y++) {
                boolean rim = y < edge || y >= image.getHeight() - edge;
                for (int x = 0; x < image.getWidth(); x += rim || x < edge - 1 || x >= image.getWidth() - edge ? 1
                        : image.getWidth() - 2 * edge + 1) {
                    assertThat(new Color(image.getRGB(x, y))).as("pixel %d, %d", x, y).isEqualTo(Color.WHITE);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theImageHasTwiceTheSizeThatItIsShownAt() {
        return figures((name, figure) -> {
            assertThat(figure.image().getWidth()).isEqualTo(2 * figure.width());
            assertThat(figure.image().getHeight()).isEqualTo(2 * figure.height());
            assertThat(figure.width()).isLessThanOrEqualTo(800);
        });
    }

    @TestFactory
    Stream<DynamicTest> theCaptionStandsBelowTheTitleAboveEverythingElse() {
        return figures((name, figure) -> {
            List<Ink.Label> labels = labels(figure);
            double last = labels.stream().mapToDouble(label -> label.box().getMaxY()).max().orElseThrow();
            assertThat(labels.get(0).text()).isEqualTo(figure.title());
            assertThat(labels).allSatisfy(label -> assertThat(label.box().getMinY())
                    .isGreaterThanOrEqualTo(labels.get(0).box().getMinY()));
            assertThat(labels.get(labels.size() - 1).box().getMaxY()).isEqualTo(last);
            assertThat(ExampleData.CAPTION).endsWith(labels.get(labels.size() - 1).text());
        });
    }

    @TestFactory
    Stream<DynamicTest> everyFigureSaysInWordsWhatItShowsWithItsNumbers() {
        return figures((name, figure) -> assertThat(figure.alternative()).startsWith(figure.title()).endsWith(".")
                .matches("(?s)(.*\\d){2}.*").doesNotContain("NaN", "Infinity", ": .")
                .hasSizeBetween(figure.title().length() + 30, 6_000));
    }

    @TestFactory
    Stream<DynamicTest> everyStoredFigureSaysSoToo() {
        return Stream.of("connections-executor", "connections-shared-pool", "join-dual", "join-fetches", "join-local",
                "join-networks", "join-ratios", "join-reference", "join-single", "join-sizes", "join-subplan", "join-ways")
                .map(name -> DynamicTest.dynamicTest(name, () -> assertThat(StoredFigure.of(name).alternative())
                        .startsWith("Stored: ").matches("(?s)(.*\\d){3}.*").hasSizeGreaterThan(150)));
    }

    @Test
    void aSavedFigureIsThatPicture(@TempDir Path folder) throws IOException {
        Chart chart = Gallery.charts().get("hash-line");
        Path png = folder.resolve("new/folder/hash line.png");
        chart.save(png);
        BufferedImage read = ImageIO.read(png.toFile());
        assertThat(pixels(read)).isEqualTo(pixels(chart.image()));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private interface Check {
        void on(String name, Figure figure);
    }

    private static Stream<DynamicTest> figures(Check check) {
        Map<String, Chart> charts = Gallery.charts();
        return charts.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                () -> check.on(entry.getKey(), (Figure) entry.getValue())));
    }

    /** The texts of a figure in the order in which they are drawn. */
    static List<Ink.Label> labels(Figure figure) {
        var image = new BufferedImage(2 * figure.width(), 2 * figure.height(), BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.scale(2, 2);
        Ink ink = new Ink(graphics);
        figure.draw(ink);
        graphics.dispose();
        return ink.labels();
    }

    private static Rectangle2D grown(Rectangle2D box) {
        return new Rectangle2D.Double(box.getX() - LEAST_GAP, box.getY() - LEAST_GAP,
                box.getWidth() + 2 * LEAST_GAP, box.getHeight() + 2 * LEAST_GAP);
    }
}

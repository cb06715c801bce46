package shardlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import shardlab.sharding.Shard;
import shardlab.sharding.ShardMap;
import shardlab.sharding.ValueRows;

/** The hash line shows each value where it hashes to, in the colour of the worker that holds its shard. */
class HashLineTest {

    private final ShardMap map = ExampleData.sale();
    private final List<ValueRows> states = ExampleData.states(map);
    private final HashLine figure = new HashLine(map, states, ExampleData.CAPTION);
    private final List<Ink.Label> labels = FiguresTest.labels(figure);

    @Test
    void stateLabelsStandInTheOrderOfTheirHashes() {
        List<String> byHash = states.stream().sorted(Comparator.comparingInt(ValueRows::hash))
                .map(ValueRows::value).toList();
        List<String> fromLeft = labels.stream().filter(label -> byHash.contains(label.text()))
                .sorted(Comparator.comparingDouble(label -> label.box().getX())).map(Ink.Label::text).toList();
        assertThat(fromLeft).isEqualTo(byHash);
    }

    @Test
    void statesOfOneShardAreReadableApart() {
        assertThat(label("CA").box().getMinX() - label("TX").box().getMaxX()).isGreaterThanOrEqualTo(6);
        assertThat(label("NC").box().getMinX() - label("OH").box().getMaxX()).isGreaterThanOrEqualTo(6);
    }

    @Test
    void aShardWithAValueHasItsWorkersFullColourAndAnEmptyOneAPaleTint() {
        Set<Shard> filled = Set.copyOf(states.stream().map(ValueRows::shard).toList());
        BufferedImage image = figure.image();
        for (Shard shard : map.shards()) {
            Color full = WorkerColors.of(shard.node());
            assertThat(colorsInBand(image, map.indexOf(shard))).as("shard %d", map.indexOf(shard))
                    .contains(filled.contains(shard) ? full : Theme.tint(full, 0.22))
                    .doesNotContain(filled.contains(shard) ? Theme.tint(full, 0.22) : full);
        }
    }

    @Test
    void shardNumbersStandUnderTheMiddleOfTheirShards() {
        double width = (figure.width() - 2.0 * Theme.MARGIN) / 32;
        assertThat(label("21").box().getCenterX()).isEqualTo(Theme.MARGIN + 21.5 * width, within(0.1));
    }

    private Set<Color> colorsInBand(BufferedImage image, int index) {
        double width = 2 * (figure.width() - 2.0 * Theme.MARGIN) / 32;
        int y = (int) (2 * label("0").box().getMinY()) - 30;
        Set<Color> colors = new HashSet<>();
        for (int x = (int) (2 * Theme.MARGIN + index * width) + 3; x < 2 * Theme.MARGIN + (index + 1) * width - 3; x++) {
            colors.add(new Color(image.getRGB(x, y)));
        }
        return colors;
    }

    private Ink.Label label(String text) {
        return labels.stream().filter(label -> label.text().equals(text)).findFirst().orElseThrow();
    }
}

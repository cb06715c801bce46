package shardlab.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many keys move when a node comes, by the way in which they are cut. */
class KeyCutsTest {

    private final KeyCuts keys = new KeyCuts(20_000, 4);

    @Test
    void aHashModuloNodesMovesAllButAFifth() {
        assertThat(keys.modulo().moved()).isCloseTo(0.8, within(0.01));
        assertThat(keys.modulo().fullest()).isLessThan(1.03);
    }

    @Test
    void virtualShardsMoveSixOfThirtyTwo() {
        KeyCut cut = keys.virtualShards(32);
        assertThat(cut.moved()).isCloseTo(6.0 / 32, within(0.01));
        assertThat(cut.fullest()).isCloseTo(7.0 / 32 * 5, within(0.05));
        assertOnlyTheNewNodeGets(cut);
    }

    @Test
    void fourShardsHaveNothingForAFifthNode() {
        assertThat(keys.virtualShards(4).moved()).isZero();
        assertThat(keys.virtualShards(4).fullest()).isCloseTo(1.25, within(0.03));
    }

    @Test
    void onACircleOnlyTheNewNodeGetsKeysAndManyPointsMakeItEven() {
        assertOnlyTheNewNodeGets(keys.ring(1));
        assertOnlyTheNewNodeGets(keys.ring(100));
        assertThat(keys.ring(100).moved()).isCloseTo(0.2, within(0.05));
        assertThat(keys.ring(100).fullest()).isLessThan(keys.ring(1).fullest());
    }

    @Test
    void theLastRangeIsHalved() {
        assertThat(keys.ranges().moved()).isCloseTo(0.125, within(0.001));
        assertThat(keys.ranges().fullest()).isCloseTo(1.25, within(0.001));
        assertOnlyTheNewNodeGets(keys.ranges());
    }

    @Test
    void aDirectoryMovesAFifthAndAllHaveAlike() {
        assertThat(keys.directory(1000).moved()).isCloseTo(0.2, within(0.01));
        assertThat(keys.directory(1000).fullest()).isLessThan(1.03);
        assertOnlyTheNewNodeGets(keys.directory(1000));
    }

    private static void assertOnlyTheNewNodeGets(KeyCut cut) {
        assertThat(IntStream.range(0, cut.before().size())
                .filter(i -> !cut.before().get(i).equals(cut.after().get(i))).map(i -> cut.after().get(i)).distinct())
                .containsExactly(4);
    }
}

package shardlab.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How uneven is uneven. */
class SkewTest {

    @Test
    void equalCountsHaveNoSkew() {
        assertThat(new Skew(List.of(5L, 5L, 5L, 5L)).gini()).isZero();
        assertThat(new Skew(List.of(5L, 5L, 5L, 5L)).largestShare()).isEqualTo(0.25);
    }

    @Test
    void allRowsInOneOfFourIsThreeQuarters() {
        assertThat(new Skew(List.of(0L, 12L, 0L, 0L)).gini()).isEqualTo(0.75, within(1e-12));
    }

    @Test
    void oneTwoThreeIsTwoNinths() {
        assertThat(new Skew(List.of(3L, 1L, 2L)).gini()).isEqualTo(2.0 / 9, within(1e-12));
    }

    @Test
    void noRowsAtAllAreEven() {
        assertThat(new Skew(List.of(0L, 0L)).gini()).isZero();
        assertThat(new Skew(List.of()).largestShare()).isZero();
    }

    @Test
    void theLastShardTakesTheRestOfTheHashes() {
        assertThat(ShardMap.shardIndex(Integer.MAX_VALUE, 7)).isEqualTo(6);
        assertThat(ShardMap.shardIndex(Integer.MIN_VALUE, 7)).isZero();
        assertThat(ShardMap.shardIndex(0, 32)).isEqualTo(16);
    }
}

package shardlab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.Progress;

class TurnsTest {

    @Test
    void everyRoundRunsEveryArmOnceInAnOrderThatRepeatsWithTheSeed() {
        assertThat(order(1)).isEqualTo(order(1)).isNotEqualTo(order(2));
        for (int round = 0; round < 8; round++) {
            assertThat(order(1).subList(3 * round, 3 * round + 3)).containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    @Test
    void whatAnArmMeasuredComesInTheOrderOfTheRounds() {
        var found = new Turns<Integer>("turns").arm("b", round -> round).arm("a", round -> 10 * round)
                .run(3, 1, Progress.SILENT);

        assertThat(found.keySet()).containsExactly("b", "a");
        assertThat(found.get("a")).containsExactly(0, 10, 20);
    }

    @Test
    void anInterruptStopsIt() {
        var turns = new Turns<Integer>("turns").arm("a", round -> {
            Thread.currentThread().interrupt();
            return round;
        });

        assertThatThrownBy(() -> turns.run(5, 1, Progress.SILENT)).isInstanceOf(LabException.class)
                .hasMessageContaining("after 1 runs");
        assertThat(Thread.interrupted()).isFalse();
    }

    private static List<String> order(long seed) {
        List<String> runs = new ArrayList<>();
        new Turns<Boolean>("turns").arm("a", round -> runs.add("a")).arm("b", round -> runs.add("b"))
                .arm("c", round -> runs.add("c")).run(8, seed, Progress.SILENT);
        return runs;
    }
}

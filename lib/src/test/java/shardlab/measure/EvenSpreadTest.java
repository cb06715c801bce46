package shardlab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvenSpreadTest {

    @Test
    void theBoundsAreThoseOfTheBinomialLaw() {
        var one = new EvenSpread(List.of(50L, 50L));

        assertThat(one.expected()).isEqualTo(50);
        assertThat(one.deviation()).isEqualTo(5);
        assertThat(EvenSpread.deviations(1)).isCloseTo(1.96, Offset.offset(0.001));
        assertThat(EvenSpread.deviations(32)).isCloseTo(3.156, Offset.offset(0.005));
        assertThat(one.bounds().low()).isCloseTo(50 - 5 * 2.236, Offset.offset(0.01));
    }

    @Test
    void rowsSpreadByChanceLieOutsideAboutOnceInTwentyTimes() {
        var random = new SplittableRandom(1);
        int outside = 0;
        for (int run = 0; run < 400; run++) {
            List<Long> counts = new ArrayList<>(Collections.nCopies(32, 0L));
            for (int row = 0; row < 3_200; row++) {
                int place = random.nextInt(32);
                counts.set(place, counts.get(place) + 1);
            }
            outside += new EvenSpread(counts).outside() > 0 ? 1 : 0;
        }
        assertThat(outside).isBetween(8, 40);
    }

    @Test
    void rowsThatAreAllInOnePlaceAreOutside() {
        var skewed = new EvenSpread(List.of(1_000L, 0L, 0L, 0L));

        assertThat(skewed.outside()).isEqualTo(4);
        assertThat(skewed.fullest()).isEqualTo(4);
        assertThat(new EvenSpread(List.of(0L, 0L)).outside()).isZero();
    }
}

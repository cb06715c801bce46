package shardlab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScalabilityFitTest {

    private static final int[] CLIENTS = {1, 2, 4, 8, 16, 32, 64};

    @Test
    void aLawIsFoundAgainInWhatItMakes() {
        var law = new ScalabilityLaw(1_000, 0.05, 0.002);
        var found = ScalabilityLaw.through(IntStream.of(CLIENTS).asDoubleStream().toArray(),
                IntStream.of(CLIENTS).mapToDouble(law::at).toArray());

        assertThat(found.lambda()).isCloseTo(1_000, within(1e-6));
        assertThat(found.sigma()).isCloseTo(0.05, within(1e-9));
        assertThat(found.kappa()).isCloseTo(0.002, within(1e-9));
        assertThat(found.peak().orElseThrow()).isCloseTo(Math.sqrt(0.95 / 0.002), within(1e-6));
    }

    @Test
    void noisyRoundsGiveIntervalsAroundTheLawThatMadeThem() {
        var fit = ScalabilityFit.of(rounds(new ScalabilityLaw(800, 0.1, 0.003), 12, 0.05), 3);

        assertThat(fit.holds()).isTrue();
        assertThat(fit.lambda().contains(800)).isTrue();
        assertThat(fit.sigma().contains(0.1)).isTrue();
        assertThat(fit.kappa().contains(0.003)).isTrue();
        assertThat(fit.peak().orElseThrow().contains(Math.sqrt(0.9 / 0.003))).isTrue();
        assertThat(fit.sentence()).contains("clients make most");
        assertThat(ScalabilityFit.of(rounds(new ScalabilityLaw(800, 0.1, 0.003), 12, 0.05), 3)).isEqualTo(fit);
    }

    @Test
    void whatOnlyLevelsOffShowsNoPeak() {
        var fit = ScalabilityFit.of(rounds(new ScalabilityLaw(500, 0.3, 0), 8, 0.1), 3);

        assertThat(fit.kappa().low()).isZero();
        assertThat(fit.peak()).isEmpty();
        assertThat(fit.sentence()).contains("these data do not tell");
    }

    @Test
    void throughputThatRisesFasterThanClientsIsTakenForThatOfOneEach() {
        var fit = ScalabilityLaw.through(new double[] {1, 2, 4}, new double[] {10, 30, 90});

        assertThat(fit.sigma()).isZero();
        assertThat(fit.kappa()).isZero();
        assertThat(fit.peak()).isEmpty();
    }

    @Test
    void tooFewNumbersTooFewRoundsAndDataOfAnotherShapeAreSaid() {
        var few = rounds(new ScalabilityLaw(800, 0.1, 0.003), 7, 0);
        few.keySet().removeIf(clients -> clients > 4);
        assertThat(ScalabilityFit.of(few, 3).sentence()).contains("fewer than four numbers of clients");

        var three = ScalabilityFit.of(rounds(new ScalabilityLaw(800, 0.1, 0.003), 3, 0), 3);
        assertThat(three.holds()).isFalse();
        assertThat(three.sentence()).contains("From 3 rounds it has no interval");

        var jagged = new TreeMap<Integer, double[]>();
        IntStream.of(CLIENTS).forEach(clients -> jagged.put(clients, IntStream.range(0, 7)
                .mapToDouble(i -> clients % 8 == 0 ? 10 : 1_000).toArray()));
        assertThat(ScalabilityFit.of(jagged, 3).sentence()).contains("does not describe these data");
    }

    @Test
    void aNumberOfClientsThatMadeNothingAllowsNoFit() {
        var rounds = rounds(new ScalabilityLaw(800, 0.1, 0.003), 7, 0);
        rounds.put(64, new double[7]);

        assertThat(ScalabilityFit.of(rounds, 3).law()).isEmpty();
    }

    @Test
    void aShareIsWrittenInPercentWithItsInterval() {
        assertThat(new Share(10, 100)).hasToString("10.0 % [5.5, 17.4]");
    }

    private static SortedMap<Integer, double[]> rounds(ScalabilityLaw law, int rounds, double noise) {
        var random = new Random(7);
        var all = new TreeMap<Integer, double[]>();
        for (int clients : CLIENTS) {
            all.put(clients, IntStream.range(0, rounds)
                    .mapToDouble(i -> law.at(clients) * (1 + noise * random.nextGaussian())).toArray());
        }
        return all;
    }
}

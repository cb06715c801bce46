package shardlab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shardlab.LabException;

class ExperimentTest {

    @Test
    void everyRoundRunsEveryArmOnceInAnOrderThatChangesButRepeatsWithTheSeed() {
        assertThat(orderOfRuns(1)).isEqualTo(orderOfRuns(1)).isNotEqualTo(orderOfRuns(2));
        List<String> runs = orderOfRuns(1);
        assertThat(runs).hasSize(3 * 8);
        for (int round = 0; round < 8; round++) {
            assertThat(runs.subList(3 * round, 3 * round + 3)).containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    @Test
    void warmUpIsRunAndNotMeasured() {
        Outcome outcome = fixed("x", 10, 20, 30, 40, 50, 60, 70).warmUp(2).rounds(5).run();

        assertThat(outcome.of("x").samples()).isEqualTo(Samples.ofNanos(30, 40, 50, 60, 70));
        assertThat(outcome.of("x").median()).isEqualTo(Duration.ofNanos(50));
    }

    @Test
    void armsThatReturnOtherRowsFailBeforeAnyTimeIsShown() {
        var experiment = Experiment.named("join")
                .arm("co-located", () -> List.of("CA 1", "TX 2"))
                .arm("repartition", () -> List.of("CA 1", "TX 3"));

        assertThatThrownBy(experiment::run).isInstanceOf(LabException.class)
                .hasMessageContainingAll("'co-located'", "'repartition'", "row 2 is", "TX 2", "TX 3");
    }

    @Test
    void anArmThatReturnsFewerRowsFails() {
        var experiment = Experiment.named("join").arm("all", () -> List.of(1, 2)).arm("some", () -> List.of(1));

        assertThatThrownBy(experiment::run).isInstanceOf(LabException.class).hasMessageContaining("rows");
    }

    @Test
    void decimalsAreComparedByValueAndOrderCanBeLeftAside() {
        Outcome outcome = Experiment.named("decimals").inAnyOrder().warmUp(0).rounds(1)
                .arm("one", () -> List.of(new BigDecimal("1.50"), new BigDecimal("2")))
                .arm("other", () -> List.of(new BigDecimal("2"), new BigDecimal("1.5"))).run();

        assertThat(outcome.answerRows()).hasValue(2);
    }

    @Test
    void anArmThatFailsIsNamedWithItsCauseAndRemedy() {
        var experiment = Experiment.named("join").arm("broken", () -> {
            throw new LabException("no such table", "create it");
        });

        assertThatThrownBy(experiment::run).isInstanceOf(LabException.class)
                .hasMessageContainingAll("'broken'", "'join'", "no such table", "create it");
    }

    @Test
    void anInterruptStopsItAndTellsHowFarItWas() {
        var experiment = Experiment.named("long").warmUp(0).rounds(1_000)
                .arm("x", () -> {
                    Thread.currentThread().interrupt();
                    return 1;
                });

        assertThatThrownBy(experiment::run).isInstanceOf(LabException.class)
                .hasMessageContainingAll("was stopped", "after 1 of 1000 rounds");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void noRoundBeginsAfterTheBudget() {
        Outcome outcome = Experiment.named("slow").warmUp(0).rounds(100).atMost(Duration.ZERO).arm("x", () -> 1).run();

        assertThat(outcome.rounds()).isEqualTo(1);
    }

    @Test
    void theTableCarriesRoundsRowsAndProvenance() {
        String table = fixed("x", 1_000_000, 1_000_000, 1_000_000).warmUp(0).rounds(3)
                .provenance("Citus 13.2").run().table();

        assertThat(table).contains("1.00 ms", "3 interleaved rounds", "same 1 row.", "Citus 13.2");
    }

    @Test
    void theCsvHoldsEverySample() {
        assertThat(fixed("a, b", 7, 9).warmUp(0).rounds(2).run().csv())
                .isEqualTo("experiment,arm,round,nanos\nfixed,\"a, b\",1,7\nfixed,\"a, b\",2,9\n");
    }

    private static List<String> orderOfRuns(long seed) {
        List<String> runs = new ArrayList<>();
        Experiment.named("order").seed(seed).warmUp(2).rounds(6)
                .arm("a", () -> runs.add("a")).arm("b", () -> runs.add("b")).arm("c", () -> runs.add("c")).run();
        return runs;
    }

    private static Experiment fixed(String arm, long... nanos) {
        var next = new int[1];
        return Experiment.named("fixed").arm(arm, () -> new Timed<>("answer", Duration.ofNanos(nanos[next[0]++])));
    }

    @Test
    void armsThatAskDifferentQuestionsMayAnswerDifferentlyAndTheCaptionSaysSo() {
        Outcome outcome = Experiment.named("questions").arm("one", () -> List.of(1)).arm("two", () -> List.of(1, 2))
                .differentQuestions().rounds(2).warmUp(0).run();

        assertThat(outcome.answerRows()).isEmpty();
        assertThat(outcome.caption()).contains("the arms ask different questions").doesNotContain("the same");
    }

    @Test
    void armsWithoutAnswersAreNotSaidToAskOrAnswerAnything() {
        Outcome outcome = Experiment.named("starts").arm("one", () -> null).arm("two", () -> 2)
                .withoutAnswers().rounds(2).warmUp(0).run();

        assertThat(outcome.answerRows()).isEmpty();
        assertThat(outcome.caption()).contains("no answers to compare").doesNotContain("question", "the same");
    }

    @Test
    void fewRoundsHaveARangeAndNoInterval() {
        Outcome outcome = fixed("x", 30, 10, 20).warmUp(0).rounds(3).run();

        assertThat(outcome.of("x").low()).isEqualTo(Duration.ofNanos(10));
        assertThat(outcome.of("x").high()).isEqualTo(Duration.ofNanos(30));
        assertThat(outcome.table()).contains("range of 3 rounds").doesNotContain("95%");
    }

    @Test
    void sixRoundsHaveAnInterval() {
        assertThat(fixed("x", 1, 2, 3, 4, 5, 6).warmUp(0).rounds(6).run().table())
                .contains("95% interval", "95% bootstrap intervals").doesNotContain("range");
    }

    @Test
    void armsThatAskDifferentQuestionsAreNotSetAgainstOneAnother() {
        Outcome outcome = Experiment.named("questions").arm("one", () -> List.of(1)).arm("two", () -> List.of(1, 2))
                .differentQuestions().rounds(7).warmUp(0).run();

        assertThatThrownBy(() -> outcome.compare("one", "two")).isInstanceOf(LabException.class)
                .hasMessageContainingAll("'one' and 'two' ask different questions", "would say nothing");
        assertThat(outcome.table()).contains("two").doesNotContain("times one", "verdict");
    }

    @Test
    void theProgressEndsWithTheRoundsThatRan() {
        List<String> reports = new ArrayList<>();
        Experiment.named("slow").warmUp(4).rounds(100).atMost(Duration.ZERO).arm("x", () -> 1)
                .progress((task, done, total, unit) -> reports.add(done + " of " + total)).run();

        assertThat(reports).endsWith("2 of 2");
    }

    @Test
    void aSingleSampleHasNoInterval() {
        Outcome outcome = fixed("x", 1_000_000).warmUp(0).rounds(1).run();

        assertThat(outcome.of("x")).hasToString("1.00 ms");
        assertThat(outcome.table()).doesNotContain("1.00 ms to");
    }
}

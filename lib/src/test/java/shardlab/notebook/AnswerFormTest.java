package shardlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerFormTest {

    @Test
    void aNumberMayBeWrittenInAnyForm() {
        assertThat(List.of(7, 7L, 7.0, "7", " 7 ", "7.0", '7')).allMatch(answer -> AnswerForm.fits(answer, 7));
        assertThat(AnswerForm.fits("200_000", 200_000L)).isTrue();
        assertThat(List.of(8, "8", "seven", "", List.of(7))).noneMatch(answer -> AnswerForm.fits(answer, 7));
    }

    @Test
    void textMayHaveAnyCaseAndSpaceAroundIt() {
        assertThat(List.of("CA", " ca ", "Ca\n")).allMatch(answer -> AnswerForm.fits(answer, "CA"));
        assertThat(List.of("C A", "TX", 7)).noneMatch(answer -> AnswerForm.fits(answer, "CA"));
    }

    @Test
    void valuesOfAListMayHaveAnyFormAndKeepTheirOrder() {
        assertThat(AnswerForm.fits(List.of("8", " tx"), List.of(8, "TX"))).isTrue();
        assertThat(AnswerForm.fits(List.of("tx", 8), List.of(8, "TX"))).isFalse();
        assertThat(AnswerForm.fits(Set.of(1, 2), Set.of(2, 1))).isTrue();
    }

    @Test
    void whatIsWrongWithAnAnswerIsSaidOfThatAnswer() {
        assertThat(AnswerForm.fault(9, 7)).isEqualTo("that is too much\n");
        assertThat(AnswerForm.fault("5", 7)).isEqualTo("that is too little\n");
        assertThat(AnswerForm.fault("many", 7)).isEqualTo("a number is asked for\n");
        assertThat(AnswerForm.fault(7, List.of(7, 8))).isEqualTo("several values are asked for\n");
        assertThat(AnswerForm.fault(List.of(7), List.of(7, 8))).isEqualTo("it has 1 values, and 2 are asked for\n");
        assertThat(AnswerForm.fault(List.of(7, 9), List.of(7, 8))).isEqualTo("1 of 2 values are where they belong\n");
        assertThat(AnswerForm.fault("TX", "CA")).isEmpty();
    }
}

package shardlab.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValueJudgeTest {

    private record Place(int number) {
    }

    private static Finding look(String form, Object answer, Object... right) {
        return ValueJudge.of(answer, Form.of(form), List.of(right), List.of());
    }

    private static void takes(String form, Object right, Object... answers) {
        assertThat(Arrays.asList(answers)).allSatisfy(answer ->
                assertThat(look(form, answer, right)).as("%s (%s)", answer, answer.getClass()).isEqualTo(Finding.RIGHT));
    }

    private static void refuses(String form, Object right, String said, Object... answers) {
        assertThat(Arrays.asList(answers)).allSatisfy(answer ->
                assertThat(look(form, answer, right)).as("%s", answer).isEqualTo(new Finding(false, said)));
    }

    @Test
    void aNumberMayBeOfAnyType() {
        takes("number", 7L, 7, 7L, 7.0, 7f, (short) 7, (byte) 7, new BigDecimal("7.00"), BigInteger.valueOf(7),
                new AtomicLong(7), '7', "7", CharBuffer.wrap("7"));
        takes("number", new BigDecimal("1.80"), 1.8, "1.8", "1.80", "1,8", ".18e1");
    }

    @Test
    void aNumberMayBeWrittenInAnyWay() {
        takes("number", 7L, " 7 ", "7.0", "+7", "7L", "7d", "= 7", "~7", "about 7", "7 shards", "7shards.", "7\n", "7.");
        takes("number", 400_000, "400000", "400_000", "400,000", "400 000", "400.000", "400'000", "400\u00a0000",
                "400\u202f000", "4e5", "4.0E+5", "400,000.0", "400.000,0", "400,000 sales");
        takes("number", -7, -7, "-7", "−7", "- 7".replace(" ", ""));
    }

    @Test
    void aNumberMayHaveAUnitOfItsOwn() {
        takes("number in ms", 3600, "3600", "3600 ms", "3,600ms", "3.6 s", "3,6 sec", "3600000 µs", "0.06 min",
                "3600 milliseconds", Duration.ofMillis(3600));
        takes("number in s within 0.1", new BigDecimal("0.8"), "0.8", "800 ms", 0.8, 0.85, Duration.ofMillis(800));
        takes("number in %", 90, 90, "90", "90 %", "90%", "90 percent", "90 Percent");
        takes("number", new BigDecimal("1.8"), "180 %", "1.8 times", "1.8x");
    }

    @Test
    void whatIsNoNumberIsToldSo() {
        refuses("number", 7, "one number is asked for, in digits", "many", "seven", true, Double.NaN,
                Float.POSITIVE_INFINITY,
                "7 7 7 7", "1.2.3", "1,,2", "0x7", "7-8", new Object());
        refuses("number", 7, "one number is asked for, and this is several values", List.of(7), new int[] {7}, Set.of());
        refuses("number", 7, "that is a whole Place: give the one number of it that is asked for", new Place(7));
    }

    @Test
    void aWrongNumberIsToldWhatIsWrongWithIt() {
        refuses("number", 320, "that is too much", 330, "1,000", 322L);
        refuses("number", 320, "that is too little", 160, "0", -10);
        refuses("number", 320, "it is off by one", 319, 321, "321 fetches");
        refuses("number", 320, "its sign is the other one", -320, "-320");
        refuses("number in ms", 40, "the digits are right, and the unit is not: ms is asked for", 0.04, "40000", "40 s");
        refuses("number in %", 90, "the digits are right, and the unit is not: % is asked for", 0.9, "0,9", ".9");
        refuses("number", 100, "that is too much", 1_000_000, 10_000);
        refuses("number", new BigDecimal("156.25"), "not rounded as it is asked for", 156, 156.3);
        refuses("number", new BigDecimal("3.2"), "not rounded as it is asked for", 3.15, "3");
    }

    @Test
    void aNameMayHaveAnyCaseAccentQuotesAndSpace() {
        takes("name", "CA", "CA", " ca ", "Ca\n", "\"ca\"", "'CA'", "`ca`", "ca.", "(CA)");
        takes("name", "México", "Mexico", "MÉXICO", "me\u0301xico");
        takes("choice", "nobody knows", "Nobody  knows", "nobody_knows", "nobody-knows!", "“nobody knows”");
        takes("choice", "citus_dist_stat_activity", "citus dist stat activity", "CITUS_DIST_STAT_ACTIVITY;");
        takes("name", "NEW", Thread.State.NEW, "new");
        refuses("name", "CA", "", "C A", "TX", "C");
        refuses("name", "CA", "a text is asked for, in quotes", 7, List.of("CA"), true);
        refuses("name", "California", "look at its spelling", "Califronia", "californa", "Kalifornia");
    }

    @Test
    void anyOfSeveralRightAnswersIsTaken() {
        assertThat(List.of(4, "9", 9L)).allMatch(answer -> look("number", answer, 4, 9).right());
        assertThat(look("number", 5, 4, 9).right()).isFalse();
    }

    @Test
    void whatIsNoChoiceIsToldTheChoices() {
        Form form = Form.of("choice");
        List<String> choices = List.of("commit", "rollback");
        assertThat(ValueJudge.of("abort", form, List.of("rollback"), choices).said())
                .isEqualTo("answer with one of these: commit, rollback");
        assertThat(ValueJudge.of("Commit", form, List.of("rollback"), choices)).isEqualTo(Finding.wrong(""));
    }

    @Test
    void yesAndNoMayBeSaidInAnyWay() {
        takes("truth", true, true, "yes", "Yes.", "y", "TRUE", "t", "on");
        takes("truth", false, false, "no", "No!", "n", "False", "off");
        refuses("truth", true, "it is the other way round", false, "no");
        refuses("truth", true, "yes or no is asked for", 1, "perhaps");
    }

    @Test
    void aListMayBeOfAnyFormAndKeepsItsOrder() {
        assertThat(Stream.of(List.of(1, 3), List.of("1", 3L), new int[] {1, 3}, new Integer[] {1, 3}, Stream.of(1, 3),
                "1, 3", "1 3", "[1, 3]", "(1;3)", "{1,3}", "1 then 3", "1 → 3", "List.of(1, 3)", "1 and 3"))
                .allMatch(answer -> look("list", answer, 1, 3).right());
        assertThat(look("list", "3, 1", 1, 3).said()).isEqualTo("the right values, in another order than asked");
        assertThat(look("list", List.of(1, 2), 1, 3).said())
                .isEqualTo("1 of its 2 values belong there, 1 of them in their place");
        assertThat(look("list", 13, 1, 3).said()).isEqualTo("several values are asked for, in their order");
    }

    @Test
    void aSetHasNoOrderAndIsToldWhatIsMissingOrTooMuch() {
        assertThat(Stream.of(Set.of("CA", "TX"), List.of("tx", " ca "), "TX, CA", new String[] {"TX", "CA"}))
                .allMatch(answer -> look("set", answer, "CA", "TX").right());
        assertThat(look("set", List.of("CA"), "CA", "TX").said())
                .isEqualTo("what is there is right, and 1 more belongs there");
        assertThat(look("set", List.of(), "CA", "TX").said()).isEqualTo("what is there is right, and 2 more belong there");
        assertThat(look("set", List.of("CA", "TX", "FL"), "CA", "TX").said())
                .isEqualTo("all that is asked for is there, and 1 too many");
        assertThat(look("set", List.of("CA", "CA"), "CA", "TX").said()).isEqualTo("1 of its 2 values belong there");
        assertThat(look("set", List.of("CA", "FL", "NY"), "CA", "TX").said()).isEqualTo("3 values, and 2 are asked for");
    }
}

package shardlab.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.LabException;

/** What the generator promises, read from the text it writes; no server has a part in it. */
class DataSetTest {

    private static final DataSet SMALL = new DataSet(10_000, 42);

    @ParameterizedTest
    @EnumSource(RetailTable.class)
    void aTableHasAsManyRowsAsPromised(RetailTable table) {
        assertThat(RetailText.text(SMALL, table).lines().count()).isEqualTo(SMALL.rows(table)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(RetailTable.class)
    void theSameSeedGivesTheSameRowsAndAnotherSeedOthers(RetailTable table) {
        boolean drawn = switch (table) {
            case CATEGORY, PAYMENT_METHOD, COUPON -> false;
            default -> true;
        };
        assertThat(RetailText.text(new DataSet(10_000, 42), table)).isEqualTo(RetailText.text(SMALL, table));
        assertThat(RetailText.text(new DataSet(10_000, 43), table).equals(RetailText.text(SMALL, table)))
                .isNotEqualTo(drawn);
    }

    @ParameterizedTest
    @EnumSource(value = RetailTable.class, names = {"EMPLOYEE", "CUSTOMER", "SALE", "SALE_DETAIL", "POINTS_MOVEMENT"})
    void blocksMadeInAnyOrderAreTheRowsMadeInOne(RetailTable table) {
        long units = SMALL.units(table, State.TX);
        String inOne = RetailText.text(SMALL, table, State.TX, 0, units);
        List<String> blocks = IntStream.range(0, 7).map(i -> 6 - i).parallel()
                .mapToObj(i -> RetailText.text(SMALL, table, State.TX, units * i / 7, units * (i + 1) / 7)).toList();
        StringBuilder joined = new StringBuilder();
        IntStream.range(0, 7).forEach(i -> joined.append(blocks.get(6 - i)));
        assertThat(joined.toString()).isEqualTo(inOne);
    }

    /** Fixed numbers: whoever changes the rows must raise {@link DataSet#GENERATOR_VERSION} and these with it. */
    @Test
    void thisVersionOfTheGeneratorGivesTheseRows() {
        assertThat(DataSet.GENERATOR_VERSION).isEqualTo(1);
        assertThat(RetailText.text(SMALL, RetailTable.SALE, State.CA, 0, 1)).isEqualTo(
                "CA\t1\t20\t3\t18\t2\t2024-01-02 22:07:08+00\t223.02\t0.00\t223.02\n");
        assertThat(Arrays.stream(RetailTable.values()).mapToInt(table -> RetailText.text(SMALL, table).hashCode()).sum())
                .isEqualTo(-2063276374);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 17, 10_000, 200_000, 100_000_000})
    void statesShareTheSalesByPopulation(long sales) {
        DataSize size = DataSize.of(sales);
        assertThat(Arrays.stream(State.values()).mapToLong(size::sales).sum()).isEqualTo(sales);
        for (State state : State.values()) {
            assertThat((double) size.sales(state)).isCloseTo(sales * state.share(), within(1.0));
            assertThat(size.customers(state)).isPositive();
            assertThat(size.branches(state)).isPositive();
        }
    }

    @Test
    void tooFewOrTooManySalesAreRefused() {
        assertThatThrownBy(() -> DataSize.of(0)).isInstanceOf(LabException.class).hasMessageContaining("100000000");
        assertThatThrownBy(() -> DataSize.of(100_000_001)).isInstanceOf(LabException.class);
    }

    @Test
    void salesOfAStateAreNumberedInOrderOfTime() {
        List<String> moments = RetailText.text(SMALL, RetailTable.SALE).lines().map(line -> line.split("\t"))
                .filter(row -> row[0].equals("NY")).map(row -> row[6]).toList();
        assertThat(moments).isSorted().hasSize((int) SMALL.size().sales(State.NY));
    }

    @Test
    void productsSellByZipfsLaw() {
        Map<Integer, Long> lines = RetailText.text(new DataSet(100_000, 7), RetailTable.SALE_DETAIL).lines()
                .collect(Collectors.groupingBy(line -> Integer.parseInt(line.split("\t", -1)[3]), Collectors.counting()));
        double best = lines.get(1);
        for (int rank = 2; rank <= 50; rank++) {
            double expected = best / rank;
            assertThat((double) lines.get(rank)).isCloseTo(expected, within(6 * Math.sqrt(expected) + 0.02 * expected));
        }
    }

    @Test
    void decemberAndSaturdaysAreBusiest() {
        List<LocalDate> days = RetailText.text(SMALL, RetailTable.INVOICE).lines()
                .map(line -> LocalDate.parse(line.split("\t", -1)[4])).toList();
        assertThat(mostFrequent(days.stream().map(day -> day.getMonth().name()).toList())).isEqualTo("DECEMBER");
        assertThat(mostFrequent(days.stream().map(day -> day.getDayOfWeek().name()).toList())).isEqualTo("SATURDAY");
        assertThat(days).noneMatch(day -> day.getMonthValue() == 12 && day.getDayOfMonth() == 25);
    }

    private static String mostFrequent(List<String> values) {
        return values.stream().collect(Collectors.groupingBy(v -> v, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }
}

package shardlab.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.LabException;
import shardlab.TestClusters;

class ValuesTest {

    private static final Instant AT = Instant.parse("2024-01-01T00:00:00.5Z");

    private static Session session;

    @BeforeAll
    static void open() {
        session = TestClusters.embedded().session();
        session.execute("set time zone 'UTC'; create type pg_temp.mood as enum ('ok', 'not \"ok\"');"
                + "create domain pg_temp.small as int check (value < 100)");
    }

    @AfterAll
    static void close() {
        session.close();
    }

    private static Object read(String expression) {
        return session.query("select " + expression).single();
    }

    /** What the server makes of a value, by its own text, and its type. */
    private static String bound(String as, Object value) {
        Rows.Row row = session.query("select (" + as + ")::text as text, pg_typeof(" + as + ")::text as type", value, value)
                .row(0);
        return row.text("text") + " " + row.text("type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'{1.5,NaN,Infinity,-Infinity,NULL}'::numeric[]", "'{{1,NULL},{3,4}}'::int[]",
            "'[0:1]={7,8}'::int[]", "'[2:3][0:1]={{1,2},{3,4}}'::int[]", "'{}'::int[]",
            "array['a b', '', null, 'NULL', 'null']",
            "array[E'a\\\\b', 'a\"b', 'a,b', '{a}', ' ']", "array[timestamptz '2024-01-01 12:00+00', 'infinity']",
            "array[date '2024-01-01', '-infinity', '0044-03-15 BC']", "array[time '12:00:00.5', '24:00']",
            "array['\\x0102'::bytea, '']", "array[true, null, false]", "array['ok', 'not \"ok\"']::pg_temp.mood[]",
            "array[box '((1,1),(0,0))', null]", "array[interval '1 day', null]", "array['{\"a\": [1, \"x\"]}'::jsonb]",
            "array[int4range(1, 5), 'empty']", "array[row(1, 'a b'), null]", "array[5, 7]::pg_temp.small[]",
            "time '24:00'", "time '24:00:00'", "timetz '12:00+05:30'", "date 'infinity'", "date '0044-03-15 BC'",
            "date '12345-01-01'", "timestamp '12345-01-01'", "timestamp '0001-01-01 BC'", "timestamptz '-infinity'",
            "timestamptz '294276-12-31 23:59:59+00'", "interval '1 year 2 months -3 days'", "1.5::money", "b'101'", "b'1'",
            "int4range(1, 5)", "'{[1,3),[7,9)}'::int4multirange", "row(1, 'a b')", "1e20::float8", "1::float8",
            "0.1::float4",
            "1e-5::float8", "'NaN'::float8", "'-Infinity'::float4", "'-0'::float8", "(-9223372036854775808)::int8",
            "cidr '192.168.0.0/24'", "point '(1,2)'", "'NaN'::numeric", "1e40::numeric", "0.10::numeric", "'<a/>'::xml",
            "'{\"a\":  1}'::json", "E'\\\\x00ff'::bytea", "'a'::\"char\"", "'ab'::char(4)", "''", "7::pg_temp.small",
            "'ok'::pg_temp.mood", "array[1,2,3]::int2vector", "'a'::tsvector", "'pg_class'::regclass", "1::oid",
            "macaddr '08:00:2b:01:02:03'", "'[1,2)'::numrange", "array[]::text[]", "jsonb '{\"b\": 1, \"a\": null}'"})
    void aValueIsShownAsTheServerWritesIt(String expression) {
        Rows rows = session.query("select " + expression + " as value, (" + expression + ")::text as text");
        String text = rows.columns().get(0).type().equals("char") || expression.contains("char(4)")
                ? rows.row(0).written(0).strip() : rows.row(0).written(0);
        assertThat(text).isEqualTo(rows.row(0).written(1));
        Object value = rows.row(0).at(0);
        if (value instanceof List<?>) {
            assertThat(value).hasToString(rows.row(0).written(1));
        }
    }

    @Test
    void aStatementThatRanOftenReadsTheSameValues() {
        String sql = "select ?::int as n, array[1.5, 'NaN']::numeric[] as a, time '24:00' as t, "
                + "timestamptz '2024-01-01 00:00:00.123456+00' as at, date 'infinity' as d, 1e20::float8 as f, "
                + "'\\x01'::bytea as b, '{{1,NULL}}'::int[] as i";
        Rows first = session.query(sql, 1);
        for (int i = 0; i < 10; i++) {
            assertThat(session.query(sql, 1)).isEqualTo(first);
        }
    }

    @Test
    void anArrayIsAListOfListsOfItsItems() {
        assertThat(read("'{{1,NULL},{3,4}}'::int[]")).isEqualTo(List.of(Arrays.asList(1, null), List.of(3, 4)));
        assertThat(read("array['a b', '', null, 'NULL']")).isEqualTo(Arrays.asList("a b", "", null, "NULL"));
        assertThat(read("'{1.5,NaN}'::numeric[]")).isEqualTo(List.of(new BigDecimal("1.5"), "NaN"));
        assertThat(read("'{}'::int[]")).isEqualTo(List.of());
        assertThat(read("array[date '2024-01-01']")).isEqualTo(List.of(LocalDate.of(2024, 1, 1)));
    }

    @Test
    void aTimestampHasTheOffsetOfTheSessionsTimeZone() {
        session.execute("set time zone 'Asia/Kolkata'");
        Rows rows = session.query(
                "select timestamptz '2024-03-10 12:00+00' as at, timestamptz '1800-01-01 12:00+00' as old");
        session.execute("set time zone 'UTC'");
        assertThat(rows.row(0).get("at")).isEqualTo(OffsetDateTime.parse("2024-03-10T17:30+05:30"));
        assertThat(rows.row(0).written(0)).isEqualTo("2024-03-10 17:30:00+05:30");
        assertThat(rows.row(0).get("old")).isEqualTo(OffsetDateTime.parse("1800-01-01T17:53:28+05:53:28"));
    }

    @Test
    void aFractionIsNoWholeNumber() {
        assertThat(session.query("select 3.00").singleNumber()).isEqualTo(3);
        assertThatThrownBy(() -> session.query("select 1.7").singleNumber()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> session.query("select 1.7 as n").row(0).number("n"))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void everyCommonTypeOfJavaCanBeBound() {
        assertThat(bound("?", 7)).isEqualTo("7 integer");
        assertThat(bound("?", (short) 7)).isEqualTo("7 smallint");
        assertThat(bound("?", (byte) 7)).isEqualTo("7 smallint");
        assertThat(bound("?", 7L)).isEqualTo("7 bigint");
        assertThat(bound("?", 1.5f)).isEqualTo("1.5 real");
        assertThat(bound("?", Double.NaN)).isEqualTo("NaN double precision");
        assertThat(bound("?", new BigDecimal("0.1000000000000000055"))).isEqualTo("0.1000000000000000055 numeric");
        assertThat(bound("?", new BigInteger("12345678901234567890"))).isEqualTo("12345678901234567890 numeric");
        assertThat(bound("?", true)).isEqualTo("true boolean");
        assertThat(bound("?", 'x')).isEqualTo("x text");
        assertThat(bound("?", CharBuffer.wrap("built"))).isEqualTo("built text");
        assertThat(bound("?", new UUID(0, 1))).isEqualTo("00000000-0000-0000-0000-000000000001 uuid");
        assertThat(bound("?", new byte[] {1, (byte) 255})).isEqualTo("\\x01ff bytea");
        assertThat(bound("?::text", DayOfWeek.MONDAY)).isEqualTo("MONDAY text");
        assertThat(bound("?", Optional.of(3))).isEqualTo("3 integer");
        assertThat(bound("?", OptionalInt.of(3))).isEqualTo("3 integer");
        assertThat(bound("coalesce(?, 'none')", Optional.empty())).isEqualTo("none text");
        assertThat(bound("coalesce(?, 'none')", null)).isEqualTo("none text");
    }

    @Test
    void everyTimeOfJavaCanBeBound() {
        assertThat(bound("?", AT)).isEqualTo("2024-01-01 00:00:00.5+00 timestamp with time zone");
        assertThat(bound("?", AT.atZone(ZoneId.of("Asia/Kolkata"))))
                .isEqualTo("2024-01-01 00:00:00.5+00 timestamp with time zone");
        assertThat(bound("?", Date.from(AT))).isEqualTo("2024-01-01 00:00:00.5+00 timestamp with time zone");
        assertThat(bound("?", LocalDateTime.of(2024, 1, 1, 0, 0)))
                .isEqualTo("2024-01-01 00:00:00 timestamp without time zone");
        assertThat(bound("? + 1", LocalDate.of(2024, 2, 29))).isEqualTo("2024-03-01 date");
        assertThat(bound("?", LocalDate.of(12345, 1, 1))).isEqualTo("12345-01-01 date");
        assertThat(bound("?", LocalDate.of(-43, 3, 15))).isEqualTo("0044-03-15 BC date");
        assertThat(bound("?", LocalTime.of(12, 30))).isEqualTo("12:30:00 time without time zone");
        assertThat(bound("?", OffsetTime.parse("12:30+02:00"))).isEqualTo("12:30:00+02 time with time zone");
        assertThat(bound("?", Duration.ofMinutes(-90))).isEqualTo("-01:30:00 interval");
        assertThat(bound("?", Duration.ofMillis(1500))).isEqualTo("00:00:01.5 interval");
        assertThat(bound("?", Period.of(1, 2, -3))).isEqualTo("1 year 2 mons -3 days interval");
    }

    @Test
    void listsSetsAndArraysBecomeArrays() {
        assertThat(bound("?", List.of(1, 2, 3))).isEqualTo("{1,2,3} integer[]");
        assertThat(bound("?", new TreeSet<>(List.of("b", "a")))).isEqualTo("{a,b} text[]");
        assertThat(bound("?", new int[] {1, 2})).isEqualTo("{1,2} integer[]");
        assertThat(bound("?", new double[] {1, Double.POSITIVE_INFINITY})).isEqualTo("{1,Infinity} double precision[]");
        assertThat(bound("?", new char[] {'a', 'b'})).isEqualTo("{a,b} text[]");
        assertThat(bound("?", new int[][] {{1, 2}, {3, 4}})).isEqualTo("{{1,2},{3,4}} integer[]");
        assertThat(bound("?", (Object) new String[] {"O'Hare", "a\\b\"c", "NULL", "", null}))
                .isEqualTo("{O'Hare,\"a\\\\b\\\"c\",\"NULL\",\"\",NULL} text[]");
        assertThat(bound("?", List.of(1, 2L))).isEqualTo("{1,2} bigint[]");
        assertThat(bound("?", List.of(1, new BigDecimal("1.5")))).isEqualTo("{1,1.5} numeric[]");
        assertThat(bound("?", List.of(AT, AT))).contains("timestamp with time zone[]");
        assertThat(bound("?", List.of(new byte[] {1}))).isEqualTo("{\"\\\\x01\"} bytea[]");
        assertThat(session.query("select 3 = any (?)", List.of()).single()).isEqualTo(false);
        assertThat(session.query("select 3 = any (?)", (Object) new Integer[] {null, 3}).single()).isEqualTo(true);
    }

    @Test
    void whatPostgresqlHasNoTypeForIsRefusedInOneSentence() {
        assertThatThrownBy(() -> bound("?", Map.of("a", 1))).isInstanceOf(LabException.class)
                .hasMessageContaining("cannot stand in SQL").hasMessageContaining("bind its text");
        assertThatThrownBy(() -> bound("?", List.of(1, "a"))).isInstanceOf(LabException.class)
                .hasMessageContaining("one type");
        assertThat(session.query("select 1").singleNumber()).isEqualTo(1);
    }
}

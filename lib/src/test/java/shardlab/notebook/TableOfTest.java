package shardlab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shardlab.TestClusters;
import shardlab.sql.Session;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class TableOfTest {

    private static Session session;

    @BeforeAll
    static void open() {
        session = TestClusters.embedded().session();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    private static Table table(String sql) {
        return TableOf.rows("t", session.query(sql));
    }

    private static ColumnType type(String expression) {
        return table("select " + expression + " as x").column("x").type();
    }

    @Test
    void moneyIsADoubleThatPrintsToTheCent() {
        Table table = table("select n * 1.10::numeric(12,2) as price from generate_series(1, 3) n");
        assertThat(table.doubleColumn("price").asObjectArray()).containsExactly(1.10, 2.20, 3.30);
        assertThat(table.column("price").getString(2)).isEqualTo("3.30");
    }

    @Test
    void aNumberThatADoubleCannotHoldIsText() {
        assertThat(type("12345678901234567.89::numeric")).isEqualTo(ColumnType.STRING);
        assertThat(table("select 12345678901234567.89 as x").column("x").getString(0)).isEqualTo("12345678901234567.89");
        assertThat(type("'NaN'::numeric")).isEqualTo(ColumnType.STRING);
    }

    @Test
    void wholeNumbersAreLongs() {
        assertThat(type("1::int2")).isEqualTo(ColumnType.LONG);
        assertThat(table("select 9007199254740993 as x").longColumn("x").getLong(0)).isEqualTo(9_007_199_254_740_993L);
    }

    @Test
    void microsecondsAreNotLost() {
        assertThat(type("timestamp '2024-01-01 10:00:00.123'")).isEqualTo(ColumnType.LOCAL_DATE_TIME);
        assertThat(type("timestamp '2024-01-01 10:00:00.123456'")).isEqualTo(ColumnType.STRING);
        assertThat(type("date '2024-01-01'")).isEqualTo(ColumnType.LOCAL_DATE);
        assertThat(type("'infinity'::timestamp")).isEqualTo(ColumnType.STRING);
    }

    @Test
    void whatTablesawHasNoTypeForIsPostgresqlsText() {
        Table table = table("select '{1,NULL}'::int[] a, '{\"k\": 1}'::jsonb j, interval '1 day' i, 'pg_class'::regclass r,"
                + " '00000000-0000-0000-0000-000000000001'::uuid u, '\\x01ff'::bytea b");
        assertThat(table.row(0).getString("a")).isEqualTo("{1,NULL}");
        assertThat(table.row(0).getString("j")).isEqualTo("{\"k\": 1}");
        assertThat(table.row(0).getString("i")).isEqualTo("1 day");
        assertThat(table.row(0).getString("r")).isEqualTo("pg_class");
        assertThat(table.row(0).getString("b")).isEqualTo("\\x01ff");
    }

    @Test
    void anEmptyTextIsNotNull() {
        Table table = table("select * from (values (1, ''), (2, null), (3, 'x')) v(id, word)");
        assertThat(table.column("word").countMissing()).isEqualTo(1);
        assertThat(table.column("word").isMissing().toArray()).containsExactly(1);
        assertThat(table.stringColumn("word").isNotMissing().toArray()).containsExactly(0, 2);
        assertThat(Grids.of(table).rows().stream().map(row -> row.get(1))).containsExactly("", null, "x");
        assertThat(table.where(table.longColumn("id").isGreaterThan(1)).column("word").get(1)).isEqualTo("x");
        assertThat(table.stringColumn("word").append("y").countMissing()).isEqualTo(2);
    }

    @Test
    void nullIsMissingAndRepeatedNamesGetANumber() {
        Table table = table("select 1 as a, null::int as A, null::text as a");
        assertThat(table.columnNames()).containsExactly("a", "a_2", "a_3");
        assertThat(table.column(1).isMissing(0)).isTrue();
        assertThat(table.column(2).isMissing(0)).isTrue();
    }
}

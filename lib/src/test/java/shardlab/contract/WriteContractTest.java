package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import shardlab.cluster.Capability;
import shardlab.sql.SqlException;

/** Rows are written through the coordinator as into an ordinary table, and the counts are right. */
class WriteContractTest extends ClusterContract {

    @BeforeEach
    void createSales() {
        if (session != null) {
            run("create table sale (state text, id int, total numeric(12, 2) default 0, note text, primary key (state, id))",
                    "select create_distributed_table('sale', 'state', shard_count := 8)",
                    "insert into sale select (array['CA','TX','FL','NY','PA'])[g % 5 + 1], g, g, 'note ' || g "
                            + "from generate_series(1, 100) g");
        }
    }

    private String countAndSum() {
        return text("select count(*) || '|' || coalesce(sum(total), 0) from sale");
    }

    @Test
    void anInsertOfARowIsCountedAndFound() {
        assertThat(session.update("insert into sale values ('GA', 1, 9.99, null)")).isEqualTo(1);
        assertThat(lines("select * from sale where state = 'GA'")).containsExactly("GA|1|9.99|");
        assertThat(countAndSum()).isEqualTo("101|5059.99");
    }

    @Test
    void anInsertOfManyRowsReachesManyShards() {
        assertThat(session.update("insert into sale (id, state) values (201, 'CA'), (202, 'TX'), (203, 'MI'), (204, 'OH')"))
                .isEqualTo(4);
        assertThat(lines("select state, total from sale where id > 200 order by id"))
                .containsExactly("CA|0.00", "TX|0.00", "MI|0.00", "OH|0.00");
    }

    @Test
    void parametersAreBound() {
        for (int i = 0; i < 12; i++) {
            assertThat(session.update("insert into sale values (?, ?, ?, ?)",
                    "S" + i, i, new BigDecimal("1.50"),
                    i % 2 == 0 ? null : "it's")).isEqualTo(1);
        }
        assertThat(number("select count(*) from sale where state like 'S%'")).isEqualTo(12);
        assertThat(session.update("update sale set note = ? where state = ?", "bound", "S3")).isEqualTo(1);
        assertThat(session.update("delete from sale where state = ? and id = ?", "S3", 3)).isEqualTo(1);
    }

    @Test
    void insertReturnsTheRowsItWrote() {
        assertThat(lines("insert into sale values ('GA', 1, 5), ('MI', 2, 6) returning state, id, total"))
                .containsExactlyInAnyOrder("GA|1|5.00", "MI|2|6.00");
    }

    @Test
    void updateByDistributionColumnChangesThoseRows() {
        assertThat(session.update("update sale set total = total + 1, note = null where state = 'CA'")).isEqualTo(20);
        assertThat(countAndSum()).isEqualTo("100|5070.00");
        assertThat(number("select count(*) from sale where note is null")).isEqualTo(20);
    }

    @Test
    void updateOfAllShardsChangesAllRows() {
        assertThat(session.update("update sale set total = 1")).isEqualTo(100);
        assertThat(countAndSum()).isEqualTo("100|100.00");
        assertThat(session.update("update sale set total = 2 where id <= 10")).isEqualTo(10);
        assertThat(session.update("update sale set total = 2 where state = 'none'")).isZero();
    }

    @Test
    void updateReturnsTheRowsItChanged() {
        assertThat(lines("update sale set total = 7 where id in (3, 4) returning id, total"))
                .containsExactlyInAnyOrder("3|7.00", "4|7.00");
    }

    @Test
    void deleteRemovesThoseRows() {
        assertThat(session.update("delete from sale where state = 'TX'")).isEqualTo(20);
        assertThat(session.update("delete from sale where id > 90")).isEqualTo(8);
        assertThat(lines("delete from sale where state = 'CA' and id = 5 returning id")).containsExactly("5");
        assertThat(session.update("delete from sale")).isEqualTo(71);
        assertThat(countAndSum()).isEqualTo("0|0");
    }

    @Test
    void updateFromAColocatedTable() {
        run("create table discount (state text, id int, part numeric)",
                "select create_distributed_table('discount', 'state', colocate_with := 'sale')",
                "insert into discount values ('CA', 5, 0.5), ('TX', 1, 0.5)");
        assertThat(session.update("update sale s set total = s.total * d.part from discount d "
                + "where d.state = s.state and d.id = s.id")).isEqualTo(2);
        assertThat(lines("select total from sale where id in (1, 5) order by id")).containsExactly("0.50", "2.50");
    }

    @Test
    void updateAndDeleteWithAReferenceTable() {
        run("create table closed (id int)", "insert into closed values (1), (2), (3)",
                "select create_reference_table('closed')");
        assertThat(session.update("update sale s set note = 'closed' from closed c where c.id = s.id")).isEqualTo(3);
        assertThat(session.update("delete from sale s using closed c where c.id = s.id")).isEqualTo(3);
        assertThat(number("select count(*) from sale")).isEqualTo(97);
    }

    @Test
    void deleteBySubqueryOfAColocatedTable() {
        run("create table dropped (state text, id int)",
                "select create_distributed_table('dropped', 'state', colocate_with := 'sale')",
                "insert into dropped values ('CA', 5), ('TX', 1)");
        assertThat(session.update("delete from sale s where exists "
                + "(select from dropped d where d.state = s.state and d.id = s.id)")).isEqualTo(2);
    }

    @Test
    void insertOfAQueryOfAColocatedTable() {
        run("create table archive (state text, id int, total numeric)",
                "select create_distributed_table('archive', 'state', colocate_with := 'sale')");
        assertThat(session.update("insert into archive select state, id, total from sale")).isEqualTo(100);
        assertThat(lines("select count(*), sum(total) from archive")).containsExactly("100|5050.00");
    }

    @Test
    void insertOfAQueryOfATableThatIsDistributedOtherwise() {
        run("create table archive (id int, state text)",
                "select create_distributed_table('archive', 'id', shard_count := 4)");
        assertThat(session.update("insert into archive select id, state from sale")).isEqualTo(100);
        assertThat(number("select count(distinct id) from archive")).isEqualTo(100);
    }

    @Test
    void insertOfAQueryOfAnOrdinaryTableAndBack() {
        run("create table ordinary as select 'GA' as state, g as id, g::numeric as total from generate_series(1, 50) g");
        assertThat(session.update("insert into sale (state, id, total) select * from ordinary")).isEqualTo(50);
        assertThat(session.update("insert into ordinary select state, id, total from sale where state = 'CA'"))
                .isEqualTo(20);
        assertThat(number("select count(*) from ordinary")).isEqualTo(70);
    }

    @Test
    void onConflictDoNothingKeepsTheRow() {
        assertThat(session.update("insert into sale values ('CA', 5, 1000), ('CA', 500, 1) on conflict do nothing"))
                .isEqualTo(1);
        assertThat(lines("select total from sale where state = 'CA' and id in (5, 500) order by id"))
                .containsExactly("5.00", "1.00");
    }

    @Test
    void onConflictDoUpdateUpdatesOrIsRefusedWithoutAChange() {
        String upsert = "insert into sale values ('CA', 5, 1000), ('CA', 500, 1) "
                + "on conflict (state, id) do update set total = excluded.total";
        if (engine.can(Capability.ON_CONFLICT_DO_UPDATE)) {
            assertThat(session.update(upsert)).isEqualTo(2);
            assertThat(countAndSum()).isEqualTo("101|6046.00");
        } else {
            assertThat(refusal(upsert).sqlState()).isIn("42P10", "0A000", "XX000");
            assertThat(countAndSum()).isEqualTo("100|5050.00");
        }
    }

    @Test
    void copyTakesCsv() {
        assertThat(session.copyIn("copy sale (state, id, note) from stdin (format csv, header)",
                out -> out.write("state,id,note\nGA,1,\"a,b\"\nMI,2,\n".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(2);
        assertThat(lines("select * from sale where state in ('GA', 'MI') order by id"))
                .containsExactly("GA|1|0.00|a,b", "MI|2|0.00|");
    }

    @Test
    void copyTakesTextInOneGo() {
        assertThat(session.copyIn("copy sale from stdin", out -> {
            for (int i = 0; i < 5_000; i++) {
                out.write(("S" + i % 50 + "\t" + i + "\t1.25\t\\N\n").getBytes(StandardCharsets.UTF_8));
            }
        })).isEqualTo(5_000);
        assertThat(countAndSum()).isEqualTo("5100|11300.00");
    }

    @Test
    void aCopyThatFailsTakesNothing() {
        var error = catchThrowable(() -> session.copyIn("copy sale from stdin (format csv)",
                out -> out.write("GA,1,1,\nMI,2,not a number,\n".getBytes(StandardCharsets.UTF_8))));
        assertThat(error).isInstanceOf(SqlException.class);
        error = catchThrowable(() -> session.copyIn("copy sale from stdin (format csv)",
                out -> out.write("GA,1,1,\nCA,5,1,\n".getBytes(StandardCharsets.UTF_8))));
        assertThat(error).isInstanceOf(SqlException.class);
        assertThat(countAndSum()).isEqualTo("100|5050.00");
    }

    @Test
    void copyRefusesNullInTheDistributionColumn() {
        var error = catchThrowable(() -> session.copyIn("copy sale from stdin (format csv)",
                out -> out.write("GA,1,1,\n,2,2,\n".getBytes(StandardCharsets.UTF_8))));
        assertThat(error).isInstanceOfSatisfying(SqlException.class,
                refused -> assertThat(refused.sqlState()).isIn("22004", "23502"));
        assertThat(countAndSum()).isEqualTo("100|5050.00");
    }

    @Test
    void copyGivesAllRows() throws SQLException, IOException {
        var out = new ByteArrayOutputStream();
        var copy = session.jdbc().unwrap(PGConnection.class).getCopyAPI();
        assertThat(copy.copyOut("copy (select id, state from sale order by id) to stdout (format csv)",
                out)).isEqualTo(100);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("1,TX\n2,FL\n").endsWith("100,CA\n");
    }

    @Test
    void aBatchOfInsertsIsWritten() throws SQLException {
        try (var statement = session.jdbc().prepareStatement("insert into sale (state, id) values (?, ?)")) {
            for (int i = 0; i < 50; i++) {
                statement.setString(1, "B" + i % 7);
                statement.setInt(2, i);
                statement.addBatch();
            }
            assertThat(statement.executeBatch()).hasSize(50).containsOnly(1);
        }
        assertThat(number("select count(*) from sale where state like 'B%'")).isEqualTo(50);
    }

    @Test
    void aWriteInACommonTableExpressionIsDone() {
        assertThat(lines("with gone as (delete from sale where state = 'CA' returning id, total) "
                + "select count(*), sum(total) from gone")).containsExactly("20|1050.00");
        assertThat(number("select count(*) from sale")).isEqualTo(80);
    }

    @Test
    void valuesOfEveryTypeComeBackAsTheyWentIn() {
        run("create table everything (id bigint, b boolean, s smallint, r real, d double precision, n numeric, "
                + "t timestamptz, ts timestamp, dt date, u uuid, j jsonb, a text[], y bytea, i interval, c char(5))",
                "create table ordinary (like everything)",
                "insert into ordinary values (1, true, -5, 1.1, 0.1, 12345678901234567890.123456789, "
                        + "'2024-02-29 23:59:59.999999+00', 'infinity', '0001-01-01 BC', md5('x')::uuid, "
                        + "'{\"a\": [1, null]}', "
                        + "array['x', null, 'y,\"z'], '\\xdeadbeef', '1 year 2 mons 3 days 04:05:06.7', 'ab'), "
                        + "(2, null, null, 'NaN', '-Infinity', 'NaN', null, null, 'infinity', null, 'null', "
                        + "'{}', '', null, '')",
                "select create_distributed_table('everything', 'id', shard_count := 4)",
                "insert into everything select * from ordinary");
        assertThat(lines("select e::text from everything e order by id"))
                .isEqualTo(lines("select o::text from ordinary o order by id"));
    }
}

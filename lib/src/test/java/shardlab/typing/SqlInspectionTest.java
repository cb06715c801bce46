package shardlab.typing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.TestClusters;
import shardlab.sql.Session;

/** The cursor stands at the sign ¦. */
class SqlInspectionTest {

    private static Session session;

    @BeforeAll
    static void makeTables() {
        session = Session.open(TestClusters.embedded().coordinator());
        session.execute("""
                create schema asking;
                create table asking.sale (state text, sale_id bigint default 7, "Line No" int, primary key (state, sale_id));
                create table asking.region (region_id int primary key);
                create table asking.plain (x int);
                comment on table asking.plain is 'not distributed';
                select create_distributed_table('asking.sale', 'state', shard_count := 8);
                select create_reference_table('asking.region');
                set search_path = asking, public;
                """);
    }

    @AfterAll
    static void dropTables() {
        session.execute("drop schema asking cascade");
        session.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', value = {
        "select * from sa¦le > table asking.sale⏎distributed by state in 8 shards",
        "select * from asking.sale¦ > table asking.sale⏎distributed by state in 8 shards",
        "select * from as¦king.sale > table asking.sale⏎distributed by state in 8 shards",
        "select s¦.state from sale s > table asking.sale⏎distributed by state in 8 shards",
        "select * from region¦ > table asking.region⏎reference table⏎PRIMARY KEY (region_id)",
        "select * from plain¦ > table asking.plain⏎not distributed",
        "select create_distributed_table('sal¦e', 'state') > table asking.sale",
        "select sale_¦id from sale > column sale_id of sale⏎bigint not null⏎default 7",
        "select s.\"Line¦ No\" from sale s > column Line No of sale⏎integer",
        "select create_distributed_¦table('sale', 'state') > create_distributed_table(",
        "select create_distributed_table(¦ > create_distributed_table(",
        "select create_distributed_table('sale', ¦) > create_distributed_table(",
        "set citus.shard_co¦unt = 4 > setting citus.shard_count",
        "select current_setting('citus.shard_count¦') > setting citus.shard_count",
        "set work_mem¦ = 4 > setting work_mem, integer, 4096 kB unless it is set",
        "select '😀', sale_¦id from sale > column sale_id",
    })
    void whatStandsThereIsTold(String sql, String expected) {
        assertThat(told(sql)).map(SqlThing::text).hasValueSatisfying(text ->
                assertThat(text).startsWith(expected.replace("⏎", "\n")));
    }

    @Test
    void aTableIsToldWithItsColumns() {
        assertThat(told("table sale¦").orElseThrow().parts().stream()
                .map(row -> row.text("column") + " " + row.text("type")))
                .containsExactly("state text", "sale_id bigint", "Line No integer");
    }

    @Test
    void aFunctionIsToldWithWhatCitusSaysOfIt() {
        assertThat(told("select create_distributed_table¦").orElseThrow().text())
                .contains("distribution_column text").endsWith("creates a distributed table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select nosuch¦", "select 1¦", "select 'some¦ text'", "-- sale¦", "sel¦ect 1",
        "select :sale¦", "¦",
        "select a.b.c.d¦", "select \"¦", "select '\"¦'", "select * from \"\"¦", "select 'a b¦'::regclass"})
    void ofWhatIsNotKnownNothingIsTold(String sql) {
        assertThat(told(sql)).isEmpty();
    }

    private static Optional<SqlThing> told(String sql) {
        return new SqlInspection(session).at(sql.replace("¦", ""), sql.indexOf('¦'));
    }
}

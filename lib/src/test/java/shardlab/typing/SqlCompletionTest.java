package shardlab.typing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.TestClusters;
import shardlab.sql.Session;

/** The cursor stands at the sign ¦. */
class SqlCompletionTest {

    private static Session session;

    @BeforeAll
    static void makeTables() {
        session = Session.open(TestClusters.embedded().coordinator());
        session.execute("""
                create schema typing;
                create schema "Typing Two";
                create table typing.sale (state text, sale_id bigint, "Line No" int, primary key (state, sale_id));
                create table typing."Order Line" (state text, "Größe" int);
                create table "Typing Two".far (away int);
                select create_distributed_table('typing.sale', 'state');
                set search_path = typing, public;
                """);
    }

    @AfterAll
    static void dropTables() {
        session.execute("drop schema typing, \"Typing Two\" cascade");
        session.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', value = {
        "select * from sa¦ > sale",
        "select * from SA¦ > sale",
        "select * from sale, ord¦ > \"Order Line\"",
        "select * from typing.s¦ > sale",
        "select * from \"Typing Two\".¦ > far",
        "select * from typ¦ > \"Typing Two\" typing",
        "select s.¦ from sale s > state sale_id \"Line No\"",
        "select s.sa¦le_id from sale as s > sale_id",
        "select sale.st¦ from typing.sale > state",
        "select typing.sale.st¦ from typing.sale > state",
        "select l.¦ from sale s join \"Order Line\" l using (state) > state \"Größe\"",
        "select \"Gr¦ from \"Order Line\" > \"Größe\"",
        "select \"Gr¦öße\" from \"Order Line\" > \"Größe\"",
        "select l.\"G¦ from \"Order Line\" l > \"Größe\"",
        "select * from \"Order¦ > \"Order Line\"",
        "select '😀', sale_i¦ from sale > sale_id",
        "select 1; select sale_¦ from sale; select 2 > sale_id",
        "select *⏎  from sale⏎ where sale_¦ > sale_id",
        "update sale set sale_i¦ = 1 > sale_id",
        "insert into sale (state, sale_¦) > sale_id",
        "select create_distributed_t¦ > create_distributed_table",
        "selec¦ > select",
        "SELEC¦ > SELECT",
        "set citus.shard_c¦ > citus.shard_count",
        "set local citus.shard_c¦ > citus.shard_count",
        "reset work_m¦ > work_mem",
        "show max_conn¦ > max_connections",
        "set enable_seqscan = o¦ > on off",
        "set enable_seqscan to ¦ > on off default",
        "select current_setting('work_m¦') > work_mem",
        "select create_distributed_table('sal¦', 'state') > sale",
        "select create_distributed_table('typing.sal¦', 'state') > sale",
        "select create_distributed_table('sale', 'sta¦ > state",
        "select /* from sale */ 1 from sal¦ > sale",
        "select * from sale where state = :wan¦ > wanted",
    })
    void whatMayStandThereIsProposed(String sql, String expected) {
        assertThat(String.join(" ", proposed(sql.replace("⏎", "\n")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 'sal¦", "select 'sal¦e' from sale", "-- sal¦", "select 1 /* sal¦ */",
        "select $$ sal¦ $$",
        "select 1¦", "select nosuch.¦ from sale", "select lower('sal¦')", "select \"nosuch¦\" from sale", "select a.b.c.d¦",
        "select from where ,,, ((( nosuch_thing¦", "set nosuch.thing = ¦", "select \"\".¦", "select E'\\'sal¦"})
    void whereNothingIsKnownNothingIsProposed(String sql) {
        assertThat(proposed(sql)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', value = {
        "select s.¦sa¦le_id from sale s > select s.[sale_id] from sale s",
        "select \"Gr¦öße\" from \"Order Line\" > select [\"Größe\"] from \"Order Line\"",
        "select \"Gr¦ from \"Order Line\" > select [\"Gr] from \"Order Line\"",
        "set citus.shard_c¦ = 4 > set [citus.shard_c] = 4",
        "select create_distributed_table('typing.sal¦', 'state') > select create_distributed_table('typing.[sal]', 'state')",
        "select '😀', sa¦ from sale > select '😀', [sa] from sale",
    })
    void theWholeWordIsReplacedAndNothingElse(String sql, String expected) {
        int at = sql.lastIndexOf('¦');
        String clean = sql.replace("¦", "");
        at -= (int) sql.substring(0, at).chars().filter(c -> c == '¦').count();
        Completion found = new SqlCompletion(session).at(clean, at, List.of());
        assertThat(clean.substring(0, found.start()) + "[" + clean.substring(found.start(), found.end()) + "]"
                + clean.substring(found.end())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select s.state, \"Line No\" from typing.sale s where state = 'CA' and sale_id = :n -- end",
        "set citus.shard_count = 4; select create_distributed_table('sale', 'state')", "\"", "'", "$$", "((",
        "select 😀.😀 from \"😀"})
    void noPositionOfAnyTextIsAnError(String sql) {
        for (int at = 0; at <= sql.length(); at++) {
            Completion found = new SqlCompletion(session).at(sql, at, List.of());
            assertThat(found.start()).isBetween(0, at);
            assertThat(found.end()).isBetween(at, sql.length());
        }
    }

    private static List<String> proposed(String sql) {
        return new SqlCompletion(session).at(sql.replace("¦", ""), sql.indexOf('¦'), List.of("wanted", "other")).proposals()
                .stream().map(Proposal::text).toList();
    }
}

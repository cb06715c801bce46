package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.cluster.Capability;
import shardlab.sql.Session;

/** ONLY, SKIP LOCKED and NOWAIT are obeyed, or the statement is refused before it runs, wherever the word stands. */
class UnheardWordContractTest extends ClusterContract {

    private static final String NOT_SUPPORTED = "0A000";
    private static final String NO_ONLY = "the embedded engine has no ONLY before a distributed table";
    private static final String NO_SKIPPING = "the embedded engine has no SKIP LOCKED and no NOWAIT where a "
            + "distributed table is read";

    @BeforeEach
    void distributeItems() {
        if (session != null) {
            run("create table item (id int primary key, n int default 0)", "create table note (id int primary key)",
                    "select create_distributed_table('item', 'id', shard_count := 4)",
                    "insert into item select generate_series(1, 50)", "insert into note select generate_series(1, 50)");
        }
    }

    private boolean isCitus() {
        return engine.can(Capability.PARTIAL_AGGREGATE_PUSHDOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select count(*) from only item", "select count(*) from ONLY(item)",
            "select count(*) from\tonly\n contract . item i", "table only \"item\"", "select 'only' from only item",
            "select count(*) from (select * from item) a join only item b using (id)",
            "with c as (select id from only item) select count(*) from c",
            "select count(*) from note where id not in (select id from only item)",
            "create temp table copy_of_item as select * from only item", "explain select * from only item",
            "select count(*) from only /* rows of */ item", "select 1 as nowait from only item fetch first 1 rows only",
            "select count(*) from only U&\"item\"", "select count(*) from only U&\"\\0069tem\"",
            "select count(*) from only /* rows /* all */ of */ item", "select count(*) from only contract/* s */.item",
            "select count(*) from only contract -- s\n.item", "select count(*) from only -- only\r item",
            "select count(*) from only /* only */ item", "select count(*) as only from only (/* a */ item)",
            "select 'only', count(*) from only item -- only"})
    void onlyFindsTheRowsOrIsRefused(String query) {
        if (isCitus()) {
            session.execute(query);
            session.execute("drop table if exists copy_of_item");
        } else {
            assertRefused(query, NOT_SUPPORTED, NO_ONLY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from item where id not in (select id from only item)",
            "delete from note where id not in (select id from only item)",
            "insert into note select id + 100 from note where not exists (select 1 from only item)",
            "do $$ begin delete from note where id not in (select id from only item); end $$",
            "do $$ declare n int := (select count(*) from only item); begin delete from note where id > n; end $$",
            "do $$ declare i int; begin for i in select 1 from note where not exists (select 1 from only item) loop "
                    + "delete from note; end loop; end $$",
            "do $$ begin if not exists (select 1 from only item) then delete from note; end if; end $$",
            "do $$ begin execute 'delete from note where not exists (select 1 from only item)'; end $$"})
    void noRowIsLostByOnly(String statement) {
        if (isCitus()) {
            session.execute(statement);
        } else {
            assertRefused(statement, NOT_SUPPORTED, NO_ONLY);
        }
        assertThat(number("select count(*) from item")).isEqualTo(50);
        assertThat(number("select count(*) from note")).isEqualTo(50);
    }

    @Test
    void onlyIsHeardBeforeANameThatIsTooLong() {
        String name = "i".repeat(63);
        run("create table " + name + " (id int primary key)",
                "select create_distributed_table('" + name + "', 'id', shard_count := 4)");
        String query = "select count(*) from only " + name + "ii";
        if (isCitus()) {
            session.execute(query);
        } else {
            assertRefused(query, NOT_SUPPORTED, NO_ONLY);
        }
    }

    @Test
    void aTextFullOfTheWordIsPlanned() {
        run("create table word (id int primary key, only_this text, \"only\" text)",
                "select create_distributed_table('word', 'id', shard_count := 4)");
        String values = IntStream.range(0, 2000).mapToObj(i -> "'only word " + i + "'").collect(Collectors.joining(", "));
        String columns = "max(w.only), ".repeat(500) + "count(*)";
        session.query("select " + columns + " from word w where id = 1 and only_this in (" + values
                + ") fetch first 1 rows only -- only the first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update only item set n = 1", "delete from only item where id < 3", "delete from item using "
            + "only item i where i.id = item.id and i.id < 3"})
    void onlyChangesTheRowsOrIsRefused(String statement) {
        if (isCitus()) {
            assertThat(session.update(statement)).isPositive();
        } else {
            assertRefused(statement, NOT_SUPPORTED, NO_ONLY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"create view kept as select * from only item", "create materialized view kept as select * "
            + "from only item with no data", "create function kept() returns setof item language sql stable as "
            + "'select * from only item'", "create function kept() returns bigint language sql stable begin atomic "
            + "select count(*) from only item; end", "create rule kept as on delete to note do also delete from only item",
            "create policy kept on note using (id in (select id from only item))",
            "create view kept as select id from item where id = 1 for update skip locked"})
    void whatIsStoredIsLookedAtWhenItIsMade(String statement) {
        if (isCitus()) {
            session.execute(statement);
        } else {
            assertThat(refusal(statement).sqlState()).isEqualTo(NOT_SUPPORTED);
        }
    }

    @Test
    void aViewOfATableIsLookedAtWhenTheTableIsDistributed() {
        run("create table sale (id int primary key)", "create view sales as select count(*) as n from only sale",
                "insert into sale values (1)");
        String distribute = "select create_distributed_table('sale', 'id', shard_count := 4)";
        if (isCitus()) {
            run(distribute);
        } else {
            assertRefused(distribute, NOT_SUPPORTED, NO_ONLY);
        }
        assertThat(lines("select * from sales")).containsExactly("1");
    }

    @Test
    void theTextOfAFunctionIsLookedAtWhenATableGetsTheNameThatItSays() {
        run("create table sale (id int primary key)", "create function sales() returns setof int language sql stable as "
                + "'select id from only sale'", "drop table sale");
        if (isCitus()) {
            run("alter table item rename to sale");
            assertThat(lines("select count(*) from sale")).containsExactly("50");
        } else {
            assertRefused("alter table item rename to sale", NOT_SUPPORTED, NO_ONLY);
            assertThat(lines("select count(*) from item")).containsExactly("50");
        }
    }

    @Test
    void aFunctionThatSkipsLockedRowsIsRefusedWhereItMayBecomePartOfAnotherStatement() {
        String function = "create function ids() returns setof int language sql %s as 'select id from item where id = 1 "
                + "for update skip locked'";
        if (isCitus()) {
            run(String.format(function, "stable"));
        } else {
            assertRefused(String.format(function, "stable"), NOT_SUPPORTED, NO_SKIPPING);
            run(String.format(function, "volatile"));
            assertRefused("select ids()", NOT_SUPPORTED, NO_SKIPPING);
            assertRefused("alter function ids() stable", NOT_SUPPORTED, NO_SKIPPING);
        }
    }

    @Test
    void aPreparedStatementIsHeardTimeAndAgain() {
        run("prepare counted as select count(*) from only item", "prepare other as select count(*) from item");
        for (int i = 0; i < 3 && !isCitus(); i++) {
            assertRefused("execute counted", NOT_SUPPORTED, NO_ONLY);
            assertRefused("explain execute counted", NOT_SUPPORTED, NO_ONLY);
        }
        assertThat(lines("select count(*) from item")).containsExactly("50");
        run("deallocate counted");
        assertThat(lines("execute other")).containsExactly("50");
        run("deallocate other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select count(*) from item where 'from only item for update nowait' <> ''",
            "select count(*) as only from item /* from only item skip locked */", "select n as \"only item\" from item "
            + "order by id fetch first 1 rows only", "select sum(n) as nowait, max(id) as locked from item",
            "select count(*) from item, only note where item.id = note.id", "select count(only_item) from (select id as "
            + "only_item from item) s", "do $$ begin perform count(*) from item where 'only item' <> 'skip locked'; end $$",
            "do $$ declare n int; begin n := (select count(*) from item where 'from only item' <> ''); end $$",
            "with moved as (delete from only note where id > 49 returning id) select from item join moved using (id)",
            "begin; lock table only item in share mode nowait; commit", "select id as only, 'only' from item order by id "
            + "fetch first 1 rows only -- only the first", "select i.only item from (select id as only from item) i",
            "select count(*) from item, only /* not item */ note where item.id = note.id", "select $only$only item$only$ "
            + "from item"})
    void theSameWordElsewhereIsFine(String query) {
        session.execute(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip locked", "nowait", "of item skip  locked", "nowait limit 1"})
    void aLockedRowIsSkippedOrTheStatementIsRefused(String words) {
        String query = "select id from item where id = 1 for update " + words;
        if (!isCitus()) {
            assertRefused(query, NOT_SUPPORTED, NO_SKIPPING);
            assertRefused("do $$ begin perform * from (" + query + ") q; end $$", NOT_SUPPORTED, NO_SKIPPING);
            return;
        }
        try (Session other = engine.open()) {
            other.transaction(() -> {
                other.query("select id from contract.item where id = 1 for update");
                if (words.contains("skip")) {
                    assertThat(lines(query)).isEqualTo(List.of());
                } else {
                    assertThat(refusal(query).sqlState()).isEqualTo("55P03");
                }
            });
        }
    }

    @Test
    void aCopyOfATablesDefinitionHasNoMarkOfItsDistribution() {
        run("create table twin (like item including all)");
        assertThat(lines("select stxname from pg_statistic_ext where stxrelid = 'twin'::regclass")).isEmpty();
        run("select undistribute_table('item')");
        assertThat(lines("select count(*) from only item")).containsExactly("50");
        assertThat(lines("select stxname from pg_statistic_ext where stxrelid = 'item'::regclass")).isEmpty();
    }
}

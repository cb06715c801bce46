package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.sql.Session;

/** What is done to a table is done to its shards, whatever the statement is made of and wherever it stands. */
class DdlContractTest extends ClusterContract {

    @BeforeEach
    void distribute() {
        run("create table category (id int primary key, note text)", "select create_reference_table('category')",
                "insert into category select g, g::text from generate_series(1, 10) g",
                "create table sale (id int primary key, total int, note text)",
                "select create_distributed_table('sale', 'id', shard_count := 4)",
                "insert into sale select g, g, ' ' || g from generate_series(1, 10) g");
    }

    @Test
    void aColumnWithAForeignKeyReachesTheShards() {
        run("alter table sale add column category_id int references category (id)",
                "insert into sale values (11, 1, '', 1)");
        assertThat(number("select sum(category_id) from sale")).isEqualTo(1);
        assertThat(refusal("insert into sale values (12, 1, '', 99)").sqlState()).isEqualTo("23503");
        run("alter table sale drop column category_id");
        assertThat(number("select count(*) from sale")).isEqualTo(11);
    }

    @Test
    void wordsInADefaultACommentOrANameAreNotKeys() {
        run("alter table sale add column state text default 'unique references category (id)'",
                "alter table sale add column code int /* primary key, foreign key, exclude */",
                "comment on column sale.code is 'a unique key REFERENCES nothing'",
                "alter table sale rename column note to \"references\"");
        assertThat(lines("select state, code, \"references\" from sale where id = 7"))
                .containsExactly("unique references category (id)|| 7");
    }

    @Test
    void definitionsAreNotReadForWords() {
        run("alter table sale add column \"a REFERENCES b(\" int",
                "alter table sale add constraint \"c NOT VALID\" check (note <> ' NOT VALID')",
                "create index \"i USING gist (x)\" on sale ((note || ' ON ONLY  USING ')) where note <> ' NOT VALID'",
                "alter table sale add constraint f foreign key (\"a REFERENCES b(\") references category (id)",
                "insert into sale values (11, 1, 'x', 1)");
        assertThat(refusal("insert into sale values (12, 1, 'x', 99)").sqlState()).isEqualTo("23503");
        assertThat(refusal("insert into sale values (12, 1, ' NOT VALID', 1)").sqlState()).isEqualTo("23514");
        assertThat(lines("select distinct result from run_command_on_shards('sale', 'select count(*) from pg_index "
                + "where indrelid = ''%s''::regclass')")).containsExactly("2");
    }

    @Test
    void valuesAreConvertedByUsing() {
        run("alter table sale alter column note type int using trim(note)::int");
        assertThat(number("select sum(note) from sale")).isEqualTo(55);
        run("alter table sale alter column note type int using note * 2");
        assertThat(number("select sum(note) from sale")).isEqualTo(110);
        run("alter table contract.sale alter total set default 5, alter total type text using 'n' || total, add extra int");
        assertThat(lines("select total, note, extra from sale where id = 3")).containsExactly("n3|6|");
        run("insert into sale (id) values (11)");
        assertThat(text("select total from sale where id = 11")).isEqualTo("5");
    }

    @Test
    void valuesAreConvertedByUsingInAFunction() {
        run("do $$ begin alter table sale alter column note type int using trim(note)::int; end $$",
                "create function twice(type text) returns void language plpgsql as $$ begin execute format("
                        + "'alter table sale alter column note type %s using note * 2', type); end $$");
        assertThat(number("select sum(note) from sale")).isEqualTo(55);
        run("select twice('bigint')");
        assertThat(number("select sum(note) from sale")).isEqualTo(110);
    }

    @Test
    void valuesAreConvertedOnceWhateverTheTransactionDoesNext() {
        run("create table other (id int)", "begin", "alter table sale alter column total type int using total * 2",
                "drop table other", "alter table sale add column code int", "commit");
        assertThat(number("select sum(total) from sale")).isEqualTo(110);
    }

    @Test
    void valuesOfAReferenceTableAreConvertedOnEveryNode() {
        run("alter table category alter column note type int using note::int * 3");
        assertThat(number("select sum(note) from category")).isEqualTo(165);
        assertThat(lines("select distinct result from run_command_on_placements('category', 'select sum(note) from %s')"))
                .containsExactly("165");
    }

    @Test
    void aConversionThatFailsOnOneShardChangesNone() {
        run("update sale set note = 'x' where id = 7");
        assertThat(refusal("alter table sale alter column note type int using trim(note)::int").sqlState())
                .isEqualTo("22P02");
        assertThat(lines("select note from sale where id in (6, 7) order by id")).containsExactly(" 6", "x");
        run("update sale set note = 'y' where id = 7", "alter table sale add column code int default 3");
        assertThat(number("select sum(code) from sale")).isEqualTo(30);
    }

    @Test
    void theDistributionColumnIsNotAltered() {
        refusal("alter table sale alter column id type text using id::text");
        refusal("alter table sale alter column id drop not null");
        refusal("alter table sale drop column id");
        assertThat(refusal("insert into sale (total) values (1)").sqlState()).isIn("23502", "22004");
    }

    @Test
    void columnsThatTakeNumbersFromASequenceAreNotAdded() {
        assertRefused("alter table sale add column number serial", "0A000", "cannot execute ADD COLUMN commands "
                + "involving serial pseudotypes when metadata is synchronized to workers");
        assertRefused("alter table sale add column number int generated always as identity", "0A000", "cannot execute "
                + "ADD COLUMN commands involving identity columns when metadata is synchronized to workers");
        assertThat(number("select count(*) from sale")).isEqualTo(10);
    }

    @Test
    void whatNoShardIsToldIsRefused() {
        for (String clause : new String[] {"alter total set statistics 100", "alter note set storage external",
            "alter total set (n_distinct = 5)", "inherit category", "disable trigger all"}) {
            refusal("alter table sale " + clause);
        }
        run("insert into sale values (11, 1, 'x')");
    }

    @Test
    void aConstraintThatIsNotValidHoldsForNewRowsAndIsValidatedLater() {
        run("alter table sale add constraint small check (total < 10) not valid");
        assertThat(refusal("insert into sale values (11, 11, '')").sqlState()).isEqualTo("23514");
        assertThat(refusal("alter table sale validate constraint small").sqlState()).isEqualTo("23514");
        run("update sale set total = 1 where id = 10", "alter table sale validate constraint small");
        assertThat(lines("select distinct result from run_command_on_shards('sale', 'select convalidated from pg_constraint "
                + "where conrelid = ''%s''::regclass and contype = ''c''')")).containsExactly("t");
    }

    @Test
    void generatedColumnsAreMadeByTheShards() {
        run("alter table sale add column twice int generated always as (total * 2) stored");
        assertThat(number("select sum(twice) from sale")).isEqualTo(110);
        run("alter table sale add column chance float default random(), add column day date default current_date");
        assertThat(number("select count(distinct chance) from sale")).isEqualTo(10);
        assertThat(number("select count(distinct day) from sale")).isEqualTo(1);
    }

    @Test
    void anIndexIsBuiltConcurrently() {
        run("create index concurrently sale_total on sale (total)",
                "create index concurrently if not exists sale_total on sale (total)",
                "create unique index concurrently on sale (id, total)");
        assertThat(lines("select distinct result from run_command_on_shards('sale', 'select count(*) from pg_index "
                + "where indrelid = ''%s''::regclass and indisvalid')")).containsExactly("3");
        assertThat(refusal("create index concurrently sale_total on sale (note)").sqlState()).isEqualTo("42P07");
        run("create table plain (id int)", "create index concurrently plain_id on plain (id)",
                "drop index concurrently plain_id");
        assertThat(number("select count(*) from sale")).isEqualTo(10);
    }

    @Test
    void anEnumAndADomainAreAlteredOnEveryNode() {
        run("create type state as enum ('new', 'paid')", "create domain amount as int check (value > 0)",
                "create table purchase (id int, s state, a amount)",
                "select create_distributed_table('purchase', 'id', shard_count := 4)",
                "insert into purchase values (1, 'new', 1)",
                "alter type state add value 'sent'", "alter type state add value 'packed' before 'sent'",
                "alter type state add value 'draft' before 'new'", "alter type state rename value 'new' to 'open'",
                "alter type state rename to order_state",
                "insert into purchase values (2, 'sent', 1), (3, 'packed', 1), (4, 'draft', 1)");
        assertThat(lines("select s from purchase order by s")).containsExactly("draft", "open", "packed", "sent");
        run("alter domain amount add constraint even check (value % 2 = 0) not valid");
        assertThat(refusal("insert into purchase values (5, 'open', 3)").sqlState()).isEqualTo("23514");
    }

    @Test
    void severalStatementsInOneTextAreEachCarriedOn() {
        assumeTrue(engine == ContractEngine.EMBEDDED, "Citus refuses such DDL in a text of several statements");
        var simple = new Properties();
        simple.setProperty("preferQueryMode", "simple");
        try (Session other = engine.open(simple)) {
            other.execute("create table refund (id int references sale, note text default 'a;b'); "
                    + "alter table sale add column code int default 2; create unique index on sale (id, code); "
                    + "alter table sale alter column code type text using 'c' || code; select 1");
        }
        assertThat(lines("select code, count(*) from sale group by code")).containsExactly("c2|10");
        assertThat(lines("select distinct result from run_command_on_shards('sale', 'select count(*) from pg_index "
                + "where indrelid = ''%s''::regclass')")).containsExactly("2");
    }

    @Test
    void sessionsThatCreateTablesDoNotWaitForEachOther() {
        run("create table shop (id int primary key)", "select create_distributed_table('shop', 'id', shard_count := 4)");
        try (Session first = engine.open(); Session second = engine.open()) {
            first.execute("begin");
            first.execute("create table bill (id int primary key, sale_id int references sale, unique (sale_id, id))");
            second.execute("set lock_timeout = '2s'");
            second.execute("begin");
            second.execute("create table visit (id int primary key, shop_id int references shop)");
            second.execute("alter table shop add column code int");
            second.execute("alter table shop add constraint once unique (id, code)");
            first.execute("alter table bill add column note text unique");
            first.execute("commit");
            second.execute("commit");
        }
        run("alter table sale add column done boolean", "alter table shop add column done boolean");
    }

    @Test
    void statementsOfAnAccountWithoutRightsAreItsOwnBusiness() {
        run("drop role if exists ordinary", "create role ordinary", "grant create, usage on schema contract to ordinary");
        try {
            run("set role ordinary", "create table own (id int primary key, n int unique)",
                    "alter table own add column note text", "drop table own");
            refusal("alter table sale add column note2 text");
        } finally {
            run("reset role", "drop owned by ordinary", "drop role ordinary");
        }
    }
}

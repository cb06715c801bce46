package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A change of rows of a reference table is the same change in every copy, and nothing else changes. */
class ReferenceRowContractTest extends ClusterContract {

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** All nodes hold these rows, each as the text of a row, sorted. */
    private void assertEveryNodeHolds(String table, String rows) {
        var results = lines("select result from run_command_on_placements(?::regclass, "
                + "$$select string_agg(t::text, ' ' order by t::text collate \"C\") from %s t$$)", table);
        assertThat(results).hasSize(engine.workers().size() + 1).containsOnly(rows);
    }

    @Test
    void aNullableUniqueKeyFindsTheRowAndNoReferencingRowIsLost() {
        run("create table currency (code text unique, name text)", "select create_reference_table('currency')",
                "insert into currency values ('EUR', 'Eruo'), ('JPY', 'Yen'), (null, 'barter'), (null, 'barter')",
                "create table payment (id int primary key, code text references currency (code))",
                "select create_distributed_table('payment', 'id', shard_count := 4)",
                "create table country (id int primary key, code text references currency (code))",
                "select create_reference_table('country')",
                "insert into payment select g, 'EUR' from generate_series(1, 20) g", "insert into country values (1, 'EUR')",
                "update currency set name = 'Euro' where code = 'EUR'", "delete from currency where code = 'JPY'");
        assertThat(number("select count(*) from payment")).isEqualTo(20);
        assertEveryNodeHolds("country", "(1,EUR)");
        assertEveryNodeHolds("currency", "(,barter) (,barter) (EUR,Euro)");
        assertThat(refusal("delete from currency where code = 'EUR'").sqlState()).isEqualTo(FOREIGN_KEY_VIOLATION);
        assertEveryNodeHolds("currency", "(,barter) (,barter) (EUR,Euro)");
    }

    @Test
    void rowsWithoutAKeyAreChangedWithTheirDuplicatesAndNulls() {
        run("create table note (n int, body text, at timestamptz)", "select create_reference_table('note')",
                "insert into note values (1, 'a', null), (1, 'a', null), (1, '', null), (1, null, null), (null, null, null)",
                "update note set n = n", "update note set n = n + 1 where body = 'a'",
                "update note set body = 'x' where body = ''", "delete from note where n is null");
        assertEveryNodeHolds("note", "(1,,) (1,x,) (2,a,) (2,a,)");
    }

    @Test
    void keysOfEveryKindFindTheirRow() {
        run("create table measure (f float8, n numeric, d timestamptz[], j json, primary key (f, d))",
                "select create_reference_table('measure')",
                "insert into measure values ('NaN', 1.0, array[now(), null], '{\"a\" : 1}'), ('-0', 1.00, '{}', 'null'), "
                        + "('Infinity', 'NaN', '{}', null), (0.1::float8 + 0.2, 0, '{}', null)",
                "set datestyle = 'ISO, DMY'; set extra_float_digits = -15; set timezone = 'Asia/Kolkata'",
                "update measure set n = n + 1, d = array[timestamptz '2024-02-03 04:05:06.789+00']",
                "delete from measure where f > 0.3 and f < 1",
                "set datestyle = 'ISO, MDY'; set extra_float_digits = 1; set timezone = 'UTC'");
        assertThat(number("select count(*) from measure")).isEqualTo(3);
        assertThat(lines("select distinct result from run_command_on_placements('measure', "
                + "$$select string_agg(md5(row(f, n, d, j)::text), ' ' order by f) from %s$$)")).hasSize(1);
    }

    @Test
    void columnsThatWereDroppedAddedOrGeneratedAreNoHindrance() {
        run("create table \"It's\" (\"a%\" int, gone int, b int, twice int generated always as (b * 2) stored)",
                "alter table \"It's\" drop column gone", "select create_reference_table('\"It''s\"')",
                "insert into \"It's\" values (1, 10), (1, 10), (2, null)",
                "alter table \"It's\" add column \"c'\"\"\" text default 'x'",
                "update \"It's\" set b = b + 1, \"c'\"\"\" = 'y' where \"a%\" = 1", "delete from \"It's\" where \"a%\" = 2");
        assertEveryNodeHolds("\"It's\"", "(1,11,22,y) (1,11,22,y)");
    }

    @Test
    void referencingRowsFollowAKeyOnceAndNoneIsLost() {
        run("create table country (code text primary key, name text)", "select create_reference_table('country')",
                "insert into country values ('UK', 'Great Britain'), ('FR', 'France'), ('ES', 'Spain')",
                "create table customer (id int primary key, code text default 'FR' "
                        + "references country on update cascade on delete cascade)",
                "create table visit (id int primary key, code text default 'FR' "
                        + "references country on update cascade on delete set null)",
                "create table stay (id int primary key, code text default 'FR' "
                        + "references country on update set null on delete set default)",
                "select create_distributed_table('customer', 'id', shard_count := 4)",
                "select create_distributed_table('visit', 'id')", "select create_distributed_table('stay', 'id')");
        for (String table : new String[] {"customer", "visit", "stay"}) {
            run("insert into " + table + " select g, (array['UK', 'FR', 'ES'])[g % 3 + 1] from generate_series(1, 30) g");
        }
        run("update country set name = 'France!' where code = 'FR'", "update country set code = 'GB' where code = 'UK'",
                "delete from country where code = 'ES'");
        assertThat(lines("select code, count(*) from customer group by 1 order by 1")).containsExactly("FR|10", "GB|10");
        assertThat(lines("select code, count(*) from visit group by 1 order by 1")).containsExactly("FR|10", "GB|10", "|10");
        assertThat(lines("select code, count(*) from stay group by 1 order by 1")).containsExactly("FR|20", "|10");
        assertEveryNodeHolds("country", "(FR,France!) (GB,\"Great Britain\")");
    }

    @Test
    void reversedKeysOfOneStatementLeaveTheRowsThatReferenceThem() {
        run("create table step (id int primary key)", "select create_reference_table('step')",
                "insert into step select generate_series(2, 6)",
                "create table walk (id int, step int references step)",
                "select create_distributed_table('walk', 'id', shard_count := 4)",
                "insert into walk select g, g from generate_series(3, 5) g", "update step set id = id - 1");
        assertEveryNodeHolds("step", "(1) (2) (3) (4) (5)");
        assertThat(number("select count(*) from walk")).isEqualTo(3);
        assertThat(refusal("update step set id = id - 1").sqlState()).isEqualTo(FOREIGN_KEY_VIOLATION);
        assertEveryNodeHolds("step", "(1) (2) (3) (4) (5)");
    }

    @Test
    void referenceTablesThatReferenceOneAnotherAndThemselvesStayAlike() {
        run("create table currency (code text primary key)", "select create_reference_table('currency')",
                "create table country (code text primary key references currency on update cascade on delete cascade)",
                "select create_reference_table('country')",
                "create table city (id int primary key, code text references country on update cascade on delete set null)",
                "select create_distributed_table('city', 'id', shard_count := 4)",
                "create table staff (id int primary key, boss int references staff on update cascade on delete cascade)",
                "select create_reference_table('staff')",
                "insert into currency values ('EUR'), ('USD')", "insert into country select code from currency",
                "insert into city select g, (array['EUR', 'USD'])[g % 2 + 1] from generate_series(1, 10) g",
                "insert into staff values (1, null), (2, 1), (3, 2), (4, null)",
                "update currency set code = 'EURO' where code = 'EUR'", "delete from currency where code = 'USD'",
                "update staff set id = id + 10", "delete from staff where id = 12");
        assertEveryNodeHolds("country", "(EURO)");
        assertThat(lines("select code, count(*) from city group by 1 order by 1")).containsExactly("EURO|5", "|5");
        assertEveryNodeHolds("staff", "(11,) (14,)");
    }

    @Test
    void aKeyBetweenReferenceTablesHoldsOnEveryNode() {
        run("create table currency (code text primary key)", "select create_reference_table('currency')",
                "create table country (id int primary key, code text references currency)",
                "select create_reference_table('country')", "insert into currency values ('EUR')");
        assertThat(refusal("insert into country values (1, 'XXX')").sqlState()).isEqualTo(FOREIGN_KEY_VIOLATION);
        run("insert into country values (1, 'EUR')");
        assertThat(refusal("delete from currency").sqlState()).isEqualTo(FOREIGN_KEY_VIOLATION);
        assertEveryNodeHolds("currency", "(EUR)");
        assertEveryNodeHolds("country", "(1,EUR)");
    }

    @Test
    void truncateTakesWhatReferencesTheTableOnlyWithCascade() {
        run("create table kind (id int primary key)", "select create_reference_table('kind')", "insert into kind values (1)",
                "create table item (id int, kind int references kind)",
                "select create_distributed_table('item', 'id', shard_count := 4)", "insert into item values (1, 1), (2, 1)");
        assertThat(refusal("truncate kind").sqlState()).isEqualTo("0A000");
        assertThat(number("select count(*) from item")).isEqualTo(2);
        run("truncate kind cascade");
        assertThat(number("select count(*) from item")).isZero();
        assertEveryNodeHolds("kind", "");
    }

    @Test
    void triggersAreNotSwitchedOffAndAReplicaRoleReachesEveryNode() {
        run("create table kind (id int primary key, name text)", "select create_reference_table('kind')",
                "insert into kind values (1, 'one'), (2, 'two')");
        assertRefused("alter table kind disable trigger all", "XX000", "triggers are not supported on reference tables");
        assertRefused("alter table kind disable trigger user", "XX000", "triggers are not supported on reference tables");
        run("set session_replication_role = replica", "insert into kind values (3, 'three')",
                "update kind set name = 'ONE' where id = 1", "delete from kind where id = 2",
                "reset session_replication_role");
        assertEveryNodeHolds("kind", "(1,ONE) (3,three)");
    }

    @Test
    void theDistributionColumnStaysGuarded() {
        run("create table event (id int primary key, at int)",
                "select create_distributed_table('event', 'id', shard_count := 4)", "insert into event values (1, 1)");
        assertRefused("alter table event disable trigger all", "XX000", "triggers are not supported on distributed tables");
        run("set session_replication_role = replica");
        assertRefused("update event set id = at + 1", "0A000", "modifying the partition value of rows is not allowed");
        run("reset session_replication_role");
        assertThat(lines("select id from event")).containsExactly("1");
    }

    @Test
    void aReferenceTableIsNoChildAndHasNone() {
        run("create table kind (id int)", "select create_reference_table('kind')", "create table parent (id int)");
        assertThat(refusal("alter table kind inherit parent").sqlState()).isEqualTo("0A000");
        assertThat(refusal("create table child () inherits (kind)").sqlState()).isIn("0A000", "XX000");
        assertThat(number("select count(*) from pg_inherits where inhparent in ('parent'::regclass, 'kind'::regclass)"))
                .isZero();
    }

    @Test
    void partsOfAStatementAndFunctionsThatWriteReachEveryNode() {
        run("create table kind (id int primary key, n int)", "select create_reference_table('kind')",
                "insert into kind values (1, 1), (2, 2), (3, 3)",
                "with gone as (delete from kind where id = 1 returning *) insert into kind select id + 10, n from gone",
                "with up as (update kind set n = n + 1 where id = 2 returning *) insert into kind select id + 20, n from up",
                "create function add(i int) returns int language plpgsql as $$ begin insert into contract.kind "
                        + "values (i, i); update contract.kind set n = n + 100 where id = i; return i; end $$",
                "select add(50)");
        assertEveryNodeHolds("kind", "(11,1) (2,3) (22,3) (3,3) (50,150)");
    }
}

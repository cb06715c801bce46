package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shardlab.sql.SqlException;

/** What would lose rows, let in a key twice, or leave an orphan is refused on every engine before anything changed. */
class RefusalContractTest extends ClusterContract {

    private static final String NOT_SUPPORTED = "0A000";
    private static final String NO_TRIGGERS = "triggers are not supported on %s tables";
    private static final String NO_ACTION = "cannot create foreign key constraint";

    @AfterEach
    void resetSettings() {
        if (session != null) {
            session.execute("reset all");
            session.execute("set search_path = contract, public; set client_min_messages = warning; set timezone = 'UTC'");
        }
    }

    @Test
    void aDistributionColumnHasADeterministicCollation() {
        run("create collation contract.ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create table sale (state text collate ci primary key)", "insert into sale values ('CA')");
        assertRefused("select create_distributed_table('sale', 'state')", NOT_SUPPORTED,
                "Hash distributed partition columns may not use a non deterministic collation");
        assertThat(refusal("insert into sale values ('ca')").sqlState()).isEqualTo("23505");
    }

    @ParameterizedTest
    @CsvSource({"on delete set null, true", "on delete set null (boss), true", "on delete set default, true",
            "on update cascade, true", "on update set null, true", "on update set default, true",
            "on delete cascade, false", "on delete restrict, false", "on update no action, false"})
    void aForeignKeyLeavesTheDistributionColumnAlone(String action, boolean refused) {
        run("create table emp (tenant int, id int, boss int, primary key (tenant, id), "
                + "foreign key (tenant, boss) references emp " + action + ")");
        String distribute = "select create_distributed_table('emp', 'tenant', shard_count := 4)";
        if (refused) {
            assertRefused(distribute, NOT_SUPPORTED, NO_ACTION);
        } else {
            run(distribute, "insert into emp values (1, 1, null), (1, 2, 1)");
        }
    }

    @Test
    void aForeignKeyToTheTableItselfHoldsTheDistributionColumn() {
        run("create table emp (id int primary key, boss int references emp)");
        assertRefused("select create_distributed_table('emp', 'id')", NOT_SUPPORTED, NO_ACTION);
    }

    @Test
    void aForeignKeyToAReferenceTableLeavesTheDistributionColumnAlone() {
        run("create table kind (id int primary key)", "select create_reference_table('kind')",
                "create table sale (kind int references kind on delete set null)",
                "create table other (id int, kind int references kind on delete set null)",
                "select create_distributed_table('other', 'id', shard_count := 4)");
        assertRefused("select create_distributed_table('sale', 'kind')", NOT_SUPPORTED, NO_ACTION);
        assertThat(refusal("alter table other add foreign key (id) references kind on delete set null").sqlState())
                .isEqualTo(NOT_SUPPORTED);
        run("insert into kind values (1)", "insert into other values (1, 1)", "delete from kind");
        assertThat(lines("select * from other")).containsExactly("1|");
    }

    @Test
    void neitherLocalNorReferenceTablesMakeOrphansOfADistributedTable() {
        run("create table sale (id int primary key)", "select create_distributed_table('sale', 'id', shard_count := 4)",
                "insert into sale select generate_series(1, 10)", "create table note (sale int references sale)",
                "create table kind (sale int)", "select create_reference_table('kind')");
        assertThat(refusal("insert into note values (99)").sqlState()).isEqualTo("23503");
        assertThat(refusal("alter table kind add foreign key (sale) references sale").sqlState()).isEqualTo(NOT_SUPPORTED);
        run("delete from sale where id = 9");
        assertThat(number("select count(*) from sale")).isEqualTo(9);
    }

    @Test
    void aParentOfALocalTablesRowsStaysOnTheEmbeddedEngine() {
        Assumptions.assumeTrue(engine == ContractEngine.EMBEDDED, "Citus lets the parent go");
        run("create table sale (id int primary key)", "select create_distributed_table('sale', 'id', shard_count := 4)",
                "insert into sale select generate_series(1, 10)",
                "create table note (sale int references sale on delete cascade)", "insert into note values (5), (null)");
        assertThat(refusal("delete from sale where id = 5").sqlState()).isEqualTo("23503");
        assertThat(refusal("delete from sale").sqlState()).isEqualTo("23503");
        run("create table more (sale int)", "insert into more values (6)");
        assertThat(refusal("alter table more add constraint parent foreign key (sale) references sale").sqlState())
                .isEqualTo(NOT_SUPPORTED);
        run("alter table more add constraint parent foreign key (sale) references sale not valid",
                "alter table more validate constraint parent");
        assertThat(refusal("delete from sale where id = 6").sqlState()).isEqualTo("23503");
        run("delete from sale where id = 4", "delete from note", "delete from more", "delete from sale");
        assertThat(number("select count(*) from sale")).isZero();
    }

    @Test
    void triggersAreRefused() {
        run("create function contract.touch() returns trigger language plpgsql as 'begin return new; end'",
                "create table sale (id int primary key)", "create table kind (id int primary key)",
                "create table local (id int primary key)",
                "create trigger touch before insert on sale for each row execute function touch()");
        assertThat(refusal("select create_distributed_table('sale', 'id')").sqlState()).isEqualTo("XX000");
        run("drop trigger touch on sale", "select create_distributed_table('sale', 'id', shard_count := 4)",
                "select create_reference_table('kind')",
                "create trigger touch before insert on local for each row execute function touch()",
                "alter table local disable trigger all");
        for (List<String> table : List.of(List.of("sale", "distributed"), List.of("kind", "reference"))) {
            for (String when : List.of("trigger touch before insert on %s for each row",
                    "trigger touch after update on %s for each statement")) {
                assertRefused("create " + when.formatted(table.get(0)) + " execute function touch()", "XX000",
                        NO_TRIGGERS.formatted(table.get(1)));
            }
            refusal("create constraint trigger touch after insert on " + table.get(0)
                    + " for each row execute function touch()");
            assertThat(refusal("alter table " + table.get(0) + " disable trigger all").sqlState()).isEqualTo("XX000");
            assertThat(refusal("alter table " + table.get(0) + " disable trigger user").sqlState()).isEqualTo("XX000");
        }
        assertThat(refusal("update sale set id = 3").sqlState()).isEqualTo(NOT_SUPPORTED);
    }

    @Test
    void theEmbeddedEnginesOwnTriggersStay() {
        Assumptions.assumeTrue(engine == ContractEngine.EMBEDDED, "Citus has none");
        run("create table sale (id int primary key)", "select create_distributed_table('sale', 'id', shard_count := 4)");
        for (Object trigger : session.query("select tgname::text from pg_trigger where tgrelid = 'sale'::regclass")
                .stream().map(row -> row.values().get(0)).toList()) {
            assertThat(refusal("drop trigger %s on sale".formatted(trigger)).sqlState()).isEqualTo("XX000");
        }
    }

    @Test
    void anOrdinaryRoleDefinesTablesOfItsOwn() {
        run("create role contract_plain", "grant create, usage on schema contract to contract_plain");
        try {
            run("create table sale (id int primary key)", "select create_distributed_table('sale', 'id', shard_count := 4)",
                    "set role contract_plain", "create table note (id int primary key, body text)",
                    "create index on note (body)", "create statistics words on id, body from note",
                    "alter table note add more int", "insert into note values (1, 'a', 2)");
            assertThat(lines("select * from note")).containsExactly("1|a|2");
        } finally {
            run("reset role", "drop schema contract cascade", "create schema contract", "drop role contract_plain");
        }
    }

    @Test
    void aUniqueKeyHoldsTheDistributionColumnByEquality() {
        run("create table by_note (id int, note text, exclude (note with =))",
                "create table by_index (id int, note text)", "create unique index on by_index (note)");
        assertThat(refusal("select create_distributed_table('by_note', 'id')").sqlState()).isEqualTo(NOT_SUPPORTED);
        assertThat(refusal("select create_distributed_table('by_index', 'id')").sqlState()).isEqualTo(NOT_SUPPORTED);
    }

    @Test
    void aTableWhoseTypeOrFunctionTheWorkersLackIsRefusedByTheEmbeddedEngine() {
        Assumptions.assumeTrue(engine == ContractEngine.EMBEDDED, "Citus carries them on");
        run("create type contract.pair as (a int, b int)", "create table by_pair (id int, pair pair)",
                "create function contract.twice(int) returns int immutable language sql as 'select 2 * $1'",
                "create table by_twice (id int)", "create index on by_twice (twice(id))",
                "insert into by_pair values (1, (1, 2))", "insert into by_twice values (1)");
        for (String table : List.of("by_pair", "by_twice")) {
            assertThat(refusal("select create_distributed_table('%s', 'id')".formatted(table)).sqlState())
                    .isEqualTo(NOT_SUPPORTED);
            assertThat(refusal("select create_reference_table('%s')".formatted(table)).sqlState())
                    .isEqualTo(NOT_SUPPORTED);
            assertThat(number("select count(*) from " + table)).isEqualTo(1);
        }
        assertThat(lines("select nodename, result from run_command_on_workers($$ create schema if not exists contract $$)"))
                .isNotEmpty();
        run("select run_command_on_workers($$ create type contract.pair as (a int, b int) $$)",
                "select create_distributed_table('by_pair', 'id', shard_count := 4)");
        assertThat(lines("select * from by_pair")).containsExactly("1|(1,2)");
    }

    @Test
    void valuesOfSettingsAreCheckedBeforeTheyCount() {
        run("create table sale (id int primary key)");
        for (String wrong : List.of("citus.shard_count = 0", "citus.shard_count = 64001", "citus.shard_count = 'many'",
                "citus.shard_replication_factor = 0", "citus.multi_shard_modify_mode = 'sideways'",
                "citus.enable_repartition_joins = 'perhaps'", "citus.max_adaptive_executor_pool_size = 0")) {
            assertThat(refusalOfEither("set " + wrong, "select create_distributed_table('sale', 'id')")).as(wrong)
                    .isEqualTo("22023");
            run("reset " + wrong.substring(0, wrong.indexOf(' ')));
        }
        assertThat(lines("select * from pg_dist_partition where logicalrelid = 'sale'::regclass")).isEmpty();
    }

    /** The SQLSTATE of the refusal of one statement or, if it is accepted, of the next. */
    private String refusalOfEither(String first, String second) {
        try {
            session.execute(first);
        } catch (SqlException refused) {
            return refused.sqlState();
        }
        return refusal(second).sqlState();
    }

    @Test
    void everySettingOfCitusCanBeShown() {
        assertThat(lines("""
                select current_setting('citus.shard_count'), current_setting('citus.shard_replication_factor'),
                       current_setting('citus.multi_shard_modify_mode'), current_setting('citus.task_assignment_policy'),
                       current_setting('citus.enable_repartition_joins'),
                       current_setting('citus.max_adaptive_executor_pool_size')"""))
                .containsExactly("32|1|parallel|greedy|off|16");
        run("set citus.shard_count = 8", "reset citus.shard_count");
        assertThat(text("show citus.shard_count")).isEqualTo("32");
    }

    @Test
    void oneTableIsNotDistributedOverMorePlacementsThanAskedFor() {
        run("create table sale (id int primary key)", "set citus.shard_replication_factor = 100");
        assertRefused("select create_distributed_table('sale', 'id')", "22023",
                "replication_factor (100) exceeds number of worker nodes (" + engine.workers().size() + ")");
        run("set citus.shard_replication_factor = 2");
        try {
            session.execute("select create_distributed_table('sale', 'id', shard_count := 4, colocate_with := 'none')");
            assertThat(number("select count(*) from pg_dist_placement join pg_dist_shard using (shardid) "
                    + "where logicalrelid = 'sale'::regclass")).isEqualTo(8);
        } catch (SqlException refused) {
            assertThat(refused.sqlState()).isEqualTo(NOT_SUPPORTED);
            assertThat(engine).isEqualTo(ContractEngine.EMBEDDED);
        }
    }
}

package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import shardlab.sql.SqlException;

/** Tables become distributed and ordinary again with all their rows, and leave nothing on the workers when they go. */
class DistributionContractTest extends ClusterContract {

    private static final String SHARDS = "select count(*) from pg_dist_shard where logicalrelid = ?::regclass";
    private static final String COLOCATION = "select colocation_id from citus_tables where table_name = ?::regclass";

    private void assertWorkersHoldNoTable() {
        run("call citus_cleanup_orphaned_resources()");
        engine.workers().forEach(worker -> assertThat(tablesOn(worker)).as("tables on %s", worker).isEmpty());
    }

    private void createFilledTable(String name, int rows) {
        run("create table " + name + " (id bigint primary key, note text)",
                "insert into " + name + " select g, 'note ' || g from generate_series(1, " + rows + ") g");
    }

    @Test
    void aTableHasThirtyTwoShardsUnlessToldOtherwise() {
        run("create table sale (id bigint)", "select create_distributed_table('sale', 'id')");
        assertThat(number(SHARDS, "sale")).isEqualTo(32);
    }

    @Test
    void theSettingForTheShardCountIsHeeded() {
        run("create table sale (id bigint)", "set citus.shard_count = 8");
        try {
            run("select create_distributed_table('sale', 'id')");
            assertThat(number(SHARDS, "sale")).isEqualTo(8);
        } finally {
            run("reset citus.shard_count");
        }
    }

    @Test
    void theShardCountCanBeGiven() {
        run("create table sale (id bigint)", "create table one (id bigint)",
                "select create_distributed_table('sale', 'id', shard_count := 7)",
                "select create_distributed_table('one', 'id', shard_count := 1)");
        assertThat(number(SHARDS, "sale")).isEqualTo(7);
        assertThat(number(SHARDS, "one")).isEqualTo(1);
    }

    @Test
    void likeTablesAreColocatedByDefaultAndUnlikeTablesAreNot() {
        run("create table a (id int)", "create table b (other int)", "create table c (id text)",
                "create table d (id int)",
                "select create_distributed_table('a', 'id', shard_count := 4)",
                "select create_distributed_table('b', 'other', shard_count := 4)",
                "select create_distributed_table('c', 'id', shard_count := 4)",
                "select create_distributed_table('d', 'id', shard_count := 5)");
        assertThat(number(COLOCATION, "b")).isEqualTo(number(COLOCATION, "a"));
        assertThat(List.of(number(COLOCATION, "c"), number(COLOCATION, "d"))).doesNotContain(number(COLOCATION, "a"));
    }

    @Test
    void colocateWithNoneStartsAGroupOfItsOwn() {
        run("create table a (id int)", "create table b (id int)", "create table c (id int)",
                "select create_distributed_table('a', 'id', shard_count := 4)",
                "select create_distributed_table('b', 'id', colocate_with := 'none', shard_count := 4)",
                "select create_distributed_table('c', 'id', colocate_with := 'b')");
        assertThat(number(COLOCATION, "b")).isNotEqualTo(number(COLOCATION, "a"));
        assertThat(number(COLOCATION, "c")).isEqualTo(number(COLOCATION, "b"));
        assertThat(number(SHARDS, "c")).isEqualTo(4);
    }

    @Test
    void shardsOfColocatedTablesLieOnTheSameWorkersByIndex() {
        run("create table a (id int)", "create table b (id int)",
                "select create_distributed_table('a', 'id', shard_count := 7)",
                "select create_distributed_table('b', 'id', colocate_with := 'a')");
        String ports = "select nodeport from citus_shards where table_name = ?::regclass order by shardid";
        assertThat(lines(ports, "b")).hasSize(7).isEqualTo(lines(ports, "a"));
    }

    @Test
    void distributingAFilledTableMovesEveryRowToTheWorkers() {
        createFilledTable("sale", 1_000);
        run("select create_distributed_table('sale', 'id', shard_count := 4)");
        assertThat(lines("select count(*), count(distinct id), min(note), max(note) from sale"))
                .containsExactly("1000|1000|note 1|note 999");
        assertThat(number("select sum(result::bigint) from run_command_on_shards('sale', 'select count(*) from %s')"))
                .isEqualTo(1_000);
    }

    @Test
    void undistributingGivesAllRowsAndConstraintsBack() {
        createFilledTable("sale", 1_000);
        run("select create_distributed_table('sale', 'id', shard_count := 4)", "insert into sale values (2000, 'late')",
                "select undistribute_table('sale')");
        assertThat(lines("select count(*), sum(id), max(id) from sale")).containsExactly("1001|502500|2000");
        assertThat(lines("select * from sale where id in (7, 2000) order by id")).containsExactly("7|note 7",
                "2000|late");
        assertThat(refusal("insert into sale values (7, 'again')").sqlState()).isEqualTo("23505");
        assertThat(text("select relkind from pg_class where oid = 'sale'::regclass")).isEqualTo("r");
        assertThat(number("select count(*) from pg_dist_partition where logicalrelid = 'sale'::regclass")).isZero();
        assertWorkersHoldNoTable();
    }

    @Test
    void anUndistributedTableCanBeDistributedByAnotherColumn() {
        run("create table sale (id int, state text)",
                "insert into sale select g, 'S' || g % 10 from generate_series(1, 100) g",
                "select create_distributed_table('sale', 'id', shard_count := 4)", "select undistribute_table('sale')",
                "select create_distributed_table('sale', 'state', shard_count := 8)");
        assertThat(lines("select distribution_column, shard_count from citus_tables where table_name = 'sale'::regclass"))
                .containsExactly("state|8");
        assertThat(number("select count(*) from sale")).isEqualTo(100);
    }

    @Test
    void aReferenceTableCanBeUndistributed() {
        createFilledTable("category", 10);
        run("select create_reference_table('category')", "select undistribute_table('category')");
        assertThat(lines("select count(*), sum(id) from category")).containsExactly("10|55");
        assertWorkersHoldNoTable();
    }

    @Test
    void droppingATableLeavesNothingBehind() {
        createFilledTable("sale", 100);
        run("create table category (id int)", "select create_distributed_table('sale', 'id', shard_count := 4)",
                "select create_reference_table('category')", "drop table sale, category");
        assertWorkersHoldNoTable();
        assertThat(lines("select to_regclass('sale'), to_regclass('category')")).containsExactly("|");
        assertThat(number("select count(*) from citus_tables where table_name::text in ('sale', 'category')")).isZero();
        assertThat(number("select count(*) from pg_dist_shard s where not exists "
                + "(select from pg_dist_partition p where p.logicalrelid = s.logicalrelid)")).isZero();
        assertThat(number("select count(*) from pg_dist_placement p where not exists "
                + "(select from pg_dist_shard s where s.shardid = p.shardid)")).isZero();
    }

    @Test
    void droppingASchemaDropsItsShards() {
        createFilledTable("sale", 100);
        run("select create_distributed_table('sale', 'id', shard_count := 4)", "drop schema contract cascade",
                "create schema contract");
        assertWorkersHoldNoTable();
    }

    @Test
    void truncatingATableEmptiesEveryShard() {
        createFilledTable("sale", 100);
        run("select create_distributed_table('sale', 'id', shard_count := 4)", "truncate sale");
        assertThat(number("select count(*) from sale")).isZero();
        assertThat(lines("select distinct result from run_command_on_shards('sale', 'select count(*) from %s')"))
                .containsExactly("0");
        run("insert into sale values (1, 'again')");
        assertThat(number("select count(*) from sale")).isEqualTo(1);
    }

    @Test
    void truncatingSeveralTablesAtOnceEmptiesThemAll() {
        run("create table sale (state text, id int, primary key (state, id))",
                "select create_distributed_table('sale', 'state', shard_count := 4)",
                "create table invoice (state text, id int, foreign key (state, id) references sale)",
                "select create_distributed_table('invoice', 'state', colocate_with := 'sale')",
                "insert into sale values ('CA', 1)", "insert into invoice values ('CA', 1)", "truncate sale, invoice");
        assertThat(lines("select (select count(*) from sale), (select count(*) from invoice)")).containsExactly("0|0");
    }

    @Test
    void aTableOfAnotherSchemaIsDistributedByItsQualifiedName() {
        run("create schema if not exists contract_other", "create table contract_other.sale (id int, note text)");
        try {
            run("insert into contract_other.sale values (1, 'a'), (2, 'b')",
                    "select create_distributed_table('contract_other.sale', 'id', shard_count := 4)",
                    "create table sale (id int)",
                    "select create_distributed_table('sale', 'id', colocate_with := 'contract_other.sale')",
                    "insert into contract_other.sale values (3, 'c')");
            assertThat(number("select count(*) from contract_other.sale")).isEqualTo(3);
            assertThat(number("select count(*) from sale")).isZero();
            assertThat(lines("select distinct table_name from citus_shards where shard_name like 'contract_other.sale%'"))
                    .containsExactly("contract_other.sale");
        } finally {
            run("drop schema contract_other cascade");
        }
    }

    @Test
    void namesThatNeedQuotesAreKept() {
        run("create table \"Weird Table\" (\"Id%s\" bigint, \"State Name\" text, \"a'b\"\"c\" int default 3, "
                + "primary key (\"State Name\", \"Id%s\"))",
                "insert into \"Weird Table\" values (1, 'CA'), (2, 'TX')",
                "select create_distributed_table('\"Weird Table\"', 'State Name', shard_count := 4)",
                "insert into \"Weird Table\" (\"Id%s\", \"State Name\") values (3, 'New ''York')",
                "update \"Weird Table\" set \"a'b\"\"c\" = 4 where \"State Name\" = 'CA'");
        assertThat(lines("select * from \"Weird Table\" order by 1")).containsExactly("1|CA|4", "2|TX|3",
                "3|New 'York|3");
        run("select undistribute_table('\"Weird Table\"')");
        assertThat(number("select count(*) from \"Weird Table\"")).isEqualTo(3);
        assertWorkersHoldNoTable();
    }

    @Test
    void aLongTableNameIsDistributed() {
        String name = "a".repeat(63);
        run("create table " + name + " (id int)", "create table " + "a".repeat(62) + "b (id int)",
                "select create_distributed_table('" + name + "', 'id', shard_count := 4)",
                "select create_distributed_table('" + "a".repeat(62) + "b', 'id', shard_count := 4)",
                "insert into " + name + " values (1), (2)");
        assertThat(number("select count(*) from " + name)).isEqualTo(2);
        assertThat(number("select count(*) from " + "a".repeat(62) + "b")).isZero();
    }

    @Test
    void distributionRolledBackLeavesAnOrdinaryTable() {
        createFilledTable("sale", 100);
        rollBackAfter("select create_distributed_table('sale', 'id', shard_count := 4)",
                "insert into sale values (200)");
        assertThat(number("select count(*) from sale")).isEqualTo(100);
        assertThat(number("select count(*) from pg_dist_partition where logicalrelid = 'sale'::regclass")).isZero();
        assertWorkersHoldNoTable();
    }

    @Test
    void dropAndTruncateCanBeRolledBack() {
        createFilledTable("sale", 100);
        run("select create_distributed_table('sale', 'id', shard_count := 4)");
        rollBackAfter("truncate sale");
        assertThat(number("select count(*) from sale")).isEqualTo(100);
        rollBackAfter("drop table sale");
        assertThat(number("select count(*) from sale")).isEqualTo(100);
    }

    @Test
    void undistributionRolledBackLeavesTheTableDistributed() {
        createFilledTable("sale", 100);
        run("select create_distributed_table('sale', 'id', shard_count := 4)");
        rollBackAfter("select undistribute_table('sale')");
        assertThat(number("select count(*) from sale")).isEqualTo(100);
        assertThat(number(SHARDS, "sale")).isEqualTo(4);
    }

    @Test
    void createDistributeAndFillFitInOneTransaction() {
        session.transaction(() -> {
            run("create table sale (id int, note text)",
                    "select create_distributed_table('sale', 'id', shard_count := 4)",
                    "insert into sale select g, 'x' from generate_series(1, 50) g");
            assertThat(number("select count(*) from sale")).isEqualTo(50);
        });
        assertThat(number("select count(*) from sale")).isEqualTo(50);
    }

    @Test
    void failingHalfWayLeavesTheRowsAndNoShard() {
        run("create table refused (id int, note text)",
                "insert into refused select g, 'x' from generate_series(1, 5000) g",
                "insert into refused values (null, 'no shard')");
        SqlException error = refusal("select create_distributed_table('refused', 'id', shard_count := 4)");
        assertThat(error.sqlState()).isEqualTo("22004");
        assertThat(number("select count(*) from refused")).isEqualTo(5_001);
        assertThat(number("select count(*) from pg_dist_shard where logicalrelid = 'refused'::regclass")).isZero();
        assertWorkersHoldNoTable();
        run("delete from refused where id is null",
                "select create_distributed_table('refused', 'id', shard_count := 4)");
        assertThat(number("select count(*) from refused")).isEqualTo(5_000);
    }

    private void rollBackAfter(String... statements) {
        RuntimeException stop = new IllegalStateException("roll back");
        assertThatThrownBy(() -> session.transaction(() -> {
            run(statements);
            throw stop;
        })).isSameAs(stop);
    }
}

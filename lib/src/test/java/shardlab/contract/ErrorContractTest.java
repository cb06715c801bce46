package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Citus refuses to distribute, every engine refuses, with Citus's SQLSTATE and words, and nothing is left behind. */
class ErrorContractTest extends ClusterContract {

    private static final String NOT_SUPPORTED = "0A000";
    private static final String INVALID_TABLE = "42P16";
    private static final String WRONG_OBJECT_TYPE = "42809";
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String UNDEFINED_COLUMN = "42703";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String INTERNAL = "XX000";
    private static final String NULL_NOT_ALLOWED = "22004";

    private static final String UNIQUE_DETAIL = "Distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY "
            + "constraints that do not include the partition column (with an equality operator if EXCLUDE).";

    @AfterEach
    void aRefusedTableStaysAnOrdinaryTable() {
        if (session != null) {
            assertThat(number("select count(*) from pg_dist_partition where logicalrelid = to_regclass('refused')"))
                    .isZero();
        }
    }

    @Test
    void aPrimaryKeyWithoutTheDistributionColumnIsRefused() {
        run("create table refused (id int primary key, state text)");
        var error = assertRefused("select create_distributed_table('refused', 'state')", NOT_SUPPORTED,
                "cannot create constraint on \"refused\"");
        assertThat(error.serverMessage().getDetail()).isEqualTo(UNIQUE_DETAIL);
    }

    @Test
    void aUniqueConstraintWithoutTheDistributionColumnIsRefused() {
        run("create table refused (id int, state text, unique (id))");
        var error = assertRefused("select create_distributed_table('refused', 'state')", NOT_SUPPORTED,
                "cannot create constraint on \"refused\"");
        assertThat(error.serverMessage().getDetail()).isEqualTo(UNIQUE_DETAIL);
    }

    @Test
    void aUniqueIndexWithoutTheDistributionColumnIsRefused() {
        run("create table refused (id int, state text)", "create unique index on refused (id)");
        var error = assertRefused("select create_distributed_table('refused', 'state')", NOT_SUPPORTED,
                "cannot create constraint on \"refused\"");
        assertThat(error.serverMessage().getDetail()).isEqualTo(UNIQUE_DETAIL);
    }

    @Test
    void aDistributedTableIsNotDistributedASecondTime() {
        run("create table sale (id int, state text)",
                "select create_distributed_table('sale', 'state', shard_count := 4)");
        assertRefused("select create_distributed_table('sale', 'state')",
                INVALID_TABLE, "table \"sale\" is already distributed");
        assertRefused("select create_distributed_table('sale', 'id')",
                INVALID_TABLE, "table \"sale\" is already distributed");
        assertRefused("select create_reference_table('sale')", INVALID_TABLE, "table \"sale\" is already distributed");
    }

    @Test
    void aReferenceTableIsNotDistributedASecondTime() {
        run("create table category (id int)", "select create_reference_table('category')");
        assertRefused("select create_reference_table('category')", INVALID_TABLE,
                "table \"category\" is already distributed");
        assertRefused("select create_distributed_table('category', 'id')", INVALID_TABLE,
                "table \"category\" is already distributed");
    }

    @Test
    void anUnknownDistributionColumnIsRefused() {
        run("create table refused (id int, \"State Name\" text)");
        assertRefused("select create_distributed_table('refused', 'nope')", UNDEFINED_COLUMN,
                "column \"nope\" of relation \"refused\" does not exist");
        assertRefused("select create_distributed_table('refused', 'state name')", UNDEFINED_COLUMN,
                "column \"state name\" of relation \"refused\" does not exist");
    }

    @Test
    void anUnknownTableIsRefused() {
        assertRefused("select create_distributed_table('nope', 'id')",
                UNDEFINED_TABLE, "relation \"nope\" does not exist");
        assertRefused("select create_reference_table('nope')", UNDEFINED_TABLE, "relation \"nope\" does not exist");
        assertRefused("select undistribute_table('nope')", UNDEFINED_TABLE, "relation \"nope\" does not exist");
        assertRefused("select citus_table_size('nope')", UNDEFINED_TABLE, "relation \"nope\" does not exist");
    }

    @Test
    void aViewIsRefused() {
        run("create view refused as select 1 as id");
        assertRefused("select create_distributed_table('refused', 'id')", WRONG_OBJECT_TYPE,
                "refused is not a regular, foreign or partitioned table");
        assertRefused("select create_reference_table('refused')", WRONG_OBJECT_TYPE,
                "refused is not a regular, foreign or partitioned table");
    }

    @Test
    void aTemporaryTableIsRefused() {
        run("create temporary table passing (id int)");
        try {
            assertRefused("select create_distributed_table('passing', 'id')", NOT_SUPPORTED,
                    "cannot distribute a temporary table");
        } finally {
            run("drop table passing");
        }
    }

    @Test
    void anInheritedTableIsRefused() {
        run("create table parent (id int)", "create table refused () inherits (parent)");
        assertRefused("select create_distributed_table('refused', 'id')", WRONG_OBJECT_TYPE,
                "refused is not a regular, foreign or partitioned table");
        assertRefused("select create_distributed_table('parent', 'id')", WRONG_OBJECT_TYPE,
                "parent is not a regular, foreign or partitioned table");
    }

    @Test
    void aTypeThatCannotBeHashedIsRefused() {
        run("create table refused (place point, document json)");
        assertRefused("select create_distributed_table('refused', 'place')", UNDEFINED_OBJECT,
                "data type point has no default operator class for specified partition method");
        var error = assertRefused("select create_distributed_table('refused', 'document')", UNDEFINED_OBJECT,
                "data type json has no default operator class for specified partition method");
        assertThat(error.serverMessage().getDetail())
                .isEqualTo("Partition column types must have a default operator class defined.");
    }

    @Test
    void aGeneratedDistributionColumnIsRefused() {
        run("create table refused (a int, b int generated always as (a * 2) stored)");
        var error = assertRefused("select create_distributed_table('refused', 'b')", NOT_SUPPORTED,
                "cannot distribute relation: refused");
        assertThat(error.serverMessage().getDetail())
                .isEqualTo("Distribution column must not use GENERATED ALWAYS AS (...) STORED.");
    }

    @Test
    void unlikeTypesAreNotColocated() {
        run("create table sale (state text)", "select create_distributed_table('sale', 'state', shard_count := 4)",
                "create table refused (number int, short_name varchar(2))");
        var error = assertRefused("select create_distributed_table('refused', 'number', colocate_with := 'sale')",
                INTERNAL, "cannot colocate tables sale and refused");
        assertThat(error.serverMessage().getDetail())
                .isEqualTo("Distribution column types don't match for sale and refused.");
        assertRefused("select create_distributed_table('refused', 'short_name', colocate_with := 'sale')",
                INTERNAL, "cannot colocate tables sale and refused");
    }

    @Test
    void integersOfDifferentSizesAreNotColocated() {
        run("create table sale (id bigint)", "select create_distributed_table('sale', 'id', shard_count := 4)",
                "create table refused (id int)");
        assertRefused("select create_distributed_table('refused', 'id', colocate_with := 'sale')", INTERNAL,
                "cannot colocate tables sale and refused");
    }

    @Test
    void onlyDistributedTablesTakeColocatedTables() {
        run("create table refused (id int)", "create table ordinary (id int)", "create table category (id int)",
                "select create_reference_table('category')");
        assertRefused("select create_distributed_table('refused', 'id', colocate_with := 'ordinary')", INTERNAL,
                "relation ordinary is not distributed");
        assertRefused("select create_distributed_table('refused', 'id', colocate_with := 'category')", INTERNAL,
                "cannot colocate tables category and refused");
        assertRefused("select create_distributed_table('refused', 'id', colocate_with := 'nope')", UNDEFINED_TABLE,
                "relation \"nope\" does not exist");
        assertRefused("select create_distributed_table('refused', 'id', colocate_with := 'nowhere.sale')", "3F000",
                "schema \"nowhere\" does not exist");
    }

    @Test
    void aShardCountOutOfRangeIsRefused() {
        run("create table refused (id int)");
        for (int count : new int[] {0, -1, 64_001}) {
            assertRefused("select create_distributed_table('refused', 'id', shard_count := " + count + ")", INTERNAL,
                    count + " is outside the valid range for parameter \"shard_count\" (1 .. 64000)");
        }
    }

    @Test
    void aShardCountBesideAColocatedTableIsRefused() {
        run("create table sale (id int)", "select create_distributed_table('sale', 'id', shard_count := 4)",
                "create table refused (id int)");
        assertRefused("select create_distributed_table('refused', 'id', colocate_with := 'sale', shard_count := 8)",
                INTERNAL, "Cannot use colocate_with with a table and shard_count at the same time");
    }

    @Test
    void anUnknownDistributionTypeIsRefused() {
        run("create table refused (id int)");
        assertRefused("select create_distributed_table('refused', 'id', 'weird')", "22P02",
                "invalid input value for enum citus.distribution_type: \"weird\"");
    }

    @Test
    void aFilledTableWithNullInTheDistributionColumnIsRefusedAndKeepsItsRows() {
        run("create table refused (id int, state text)", "insert into refused values (1, 'CA'), (2, 'TX'), (3, null)");
        assertRefused("select create_distributed_table('refused', 'state', shard_count := 4)", NULL_NOT_ALLOWED,
                "the partition column of table contract.refused cannot be NULL");
        assertThat(lines("select * from refused order by id")).containsExactly("1|CA", "2|TX", "3|");
        engine.workers().forEach(worker -> assertThat(tablesOn(worker)).as("tables on %s", worker).isEmpty());
    }

    @Test
    void onlyADistributedTableIsUndistributed() {
        run("create table refused (id int)");
        assertRefused("select undistribute_table('refused')", INTERNAL,
                "cannot undistribute table because the table is not distributed");
    }

    @Test
    void onlyADistributedTableHasShards() {
        run("create table refused (id int)");
        assertRefused("select get_shard_id_for_distribution_column('refused', 1)", INVALID_TABLE,
                "relation is not distributed");
        for (String size : new String[] {"citus_relation_size", "citus_table_size", "citus_total_relation_size"}) {
            assertRefused("select " + size + "('refused')", INVALID_TABLE,
                    "cannot calculate the size because relation 'refused' is not distributed");
        }
        assertThat(lines("select * from run_command_on_shards('refused', 'select count(*) from %s')")).isEmpty();
    }

    @Test
    void nullHasNoShard() {
        run("create table sale (state text)", "select create_distributed_table('sale', 'state', shard_count := 4)");
        assertRefused("select get_shard_id_for_distribution_column('sale', null::text)", NULL_NOT_ALLOWED,
                "distribution value cannot be NULL for tables other than reference tables.");
    }

    @Test
    void aValueThatIsNotOfTheColumnsTypeHasNoShard() {
        run("create table sale (id bigint)", "select create_distributed_table('sale', 'id', shard_count := 4)");
        assertRefused("select get_shard_id_for_distribution_column('sale', 'abc'::text)", "22P02",
                "invalid input syntax for type bigint: \"abc\"");
    }

    @Test
    void theDistributionColumnIsNotUpdated() {
        run("create table sale (state text, total int)",
                "select create_distributed_table('sale', 'state', shard_count := 4)",
                "insert into sale values ('CA', 1)");
        assertRefused("update sale set state = 'TX' where state = 'CA'", NOT_SUPPORTED,
                "modifying the partition value of rows is not allowed");
        assertThat(lines("select * from sale")).containsExactly("CA|1");
    }

    @Test
    void nullIsNotInsertedIntoTheDistributionColumn() {
        run("create table sale (state text, total int)",
                "select create_distributed_table('sale', 'state', shard_count := 4)");
        assertThat(refusal("insert into sale values (null, 1)").sqlState()).isIn(NULL_NOT_ALLOWED, "23502");
        assertThat(refusal("insert into sale (total) values (1)").sqlState()).isIn(NULL_NOT_ALLOWED, "23502");
        assertThat(number("select count(*) from sale")).isZero();
    }
}

package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Constraints hold on every engine where Citus holds them, and those that no engine could hold are refused. */
class ConstraintContractTest extends ClusterContract {

    private static final String NOT_SUPPORTED = "0A000";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String CHECK_VIOLATION = "23514";
    private static final String NOT_NULL_VIOLATION = "23502";

    /** A refusal by a shard names the shard; the contract compares the words without its number. */
    private void assertViolated(String sql, String sqlState, String message) {
        var error = refusal(sql);
        assertThat(error.sqlState()).as(sql).isEqualTo(sqlState);
        assertThat(error.what().replaceAll("_\\d{5,}\\b", "")).as(sql).isEqualTo(message);
    }

    @Test
    void aPrimaryKeyThatHoldsTheDistributionColumnIsUnique() {
        run("create table sale (state text, id int, primary key (state, id))",
                "select create_distributed_table('sale', 'state', shard_count := 4)",
                "insert into sale values ('CA', 1), ('CA', 2), ('TX', 1)");
        assertViolated("insert into sale values ('CA', 1)", UNIQUE_VIOLATION,
                "duplicate key value violates unique constraint \"sale_pkey\"");
        assertThat(number("select count(*) from sale")).isEqualTo(3);
    }

    @Test
    void aUniqueConstraintThatHoldsTheDistributionColumnIsUnique() {
        run("create table sale (state text, id int, constraint once unique (state, id))",
                "select create_distributed_table('sale', 'state', shard_count := 4)",
                "insert into sale values ('CA', 1)");
        assertViolated("insert into sale values ('CA', 1)", UNIQUE_VIOLATION,
                "duplicate key value violates unique constraint \"once\"");
    }

    @Test
    void checkConstraintsHoldInEveryShard() {
        run("create table sale (state text, total int constraint positive check (total > 0))",
                "select create_distributed_table('sale', 'state', shard_count := 4)");
        assertViolated("insert into sale values ('CA', -1)", CHECK_VIOLATION,
                "new row for relation \"sale\" violates check constraint \"positive\"");
        run("insert into sale values ('CA', 5)");
        assertThat(refusal("update sale set total = 0").sqlState()).isEqualTo(CHECK_VIOLATION);
    }

    @Test
    void notNullHoldsInEveryShard() {
        run("create table sale (state text, total int not null)",
                "select create_distributed_table('sale', 'state', shard_count := 4)");
        assertThat(refusal("insert into sale values ('CA', null)").sqlState()).isEqualTo(NOT_NULL_VIOLATION);
    }

    @Test
    void aForeignKeyToAReferenceTableIsEnforced() {
        run("create table category (id int primary key)", "select create_reference_table('category')",
                "create table sale (state text, category_id int references category (id))",
                "select create_distributed_table('sale', 'state', shard_count := 4)",
                "insert into category values (1), (2)",
                "insert into sale values ('CA', 1)");
        assertViolated("insert into sale values ('CA', 9)", FOREIGN_KEY_VIOLATION,
                "insert or update on table \"sale\" violates foreign key constraint \"sale_category_id_fkey\"");
        assertViolated("delete from category where id = 1",
                FOREIGN_KEY_VIOLATION, "update or delete on table \"category\" "
                + "violates foreign key constraint \"sale_category_id_fkey\" on table \"sale\"");
        run("delete from category where id = 2");
        assertThat(lines("select id from category")).containsExactly("1");
    }

    @Test
    void aForeignKeyToAColocatedTableIsEnforced() {
        run("create table sale (state text, id int, primary key (state, id))",
                "select create_distributed_table('sale', 'state', shard_count := 4)",
                "create table invoice (state text, id int, sale_id int, foreign key (state, sale_id) references sale)",
                "select create_distributed_table('invoice', 'state', colocate_with := 'sale')",
                "insert into sale values ('CA', 1)", "insert into invoice values ('CA', 1, 1)");
        assertViolated("insert into invoice values ('CA', 2, 2)", FOREIGN_KEY_VIOLATION,
                "insert or update on table \"invoice\" violates foreign key constraint \"invoice_state_sale_id_fkey\"");
        assertViolated("delete from sale", FOREIGN_KEY_VIOLATION, "update or delete on table \"sale\" violates "
                + "foreign key constraint \"invoice_state_sale_id_fkey\" on table \"invoice\"");
    }

    @Test
    void aForeignKeyWithCascadeDeletesInTheShards() {
        run("create table sale (state text, id int, primary key (state, id))",
                "select create_distributed_table('sale', 'state', shard_count := 4)",
                "create table invoice (state text, sale_id int, "
                        + "foreign key (state, sale_id) references sale on delete cascade)",
                "select create_distributed_table('invoice', 'state', colocate_with := 'sale')",
                "insert into sale values ('CA', 1), ('TX', 1)", "insert into invoice values ('CA', 1), ('TX', 1)",
                "delete from sale where state = 'CA'");
        assertThat(lines("select state from invoice")).containsExactly("TX");
    }

    @Test
    void aForeignKeyOfAFilledTableIsEnforcedAfterDistribution() {
        run("create table sale (state text, id int, primary key (state, id))", "insert into sale values ('CA', 1)",
                "select create_distributed_table('sale', 'state', shard_count := 4)",
                "create table invoice (state text, sale_id int, foreign key (state, sale_id) references sale)",
                "select create_distributed_table('invoice', 'state', colocate_with := 'sale')",
                "insert into invoice values ('CA', 1)");
        assertThat(refusal("insert into invoice values ('TX', 1)").sqlState()).isEqualTo(FOREIGN_KEY_VIOLATION);
    }

    @Test
    void aForeignKeyToATableThatIsNotColocatedIsRefused() {
        run("create table sale (id int primary key)",
                "select create_distributed_table('sale', 'id', colocate_with := 'none', shard_count := 4)",
                "create table refused (id int references sale (id))");
        var error = refusal("select create_distributed_table('refused', 'id', colocate_with := 'none', shard_count := 4)");
        assertThat(error.what()).isEqualTo("cannot create foreign key constraint since relations are not colocated "
                + "or not referencing a reference table");
        assertThat(error.sqlState()).isEqualTo(NOT_SUPPORTED);
        assertThat(error.serverMessage().getDetail())
                .isEqualTo("A distributed table can only have foreign keys if it is "
                + "referencing another colocated hash distributed table or a reference table");
    }

    @Test
    void aForeignKeyWithoutTheDistributionColumnIsRefused() {
        run("create table sale (id int primary key)", "select create_distributed_table('sale', 'id', shard_count := 4)",
                "create table refused (id int, sale_id int references sale (id))");
        var error = refusal("select create_distributed_table('refused', 'id', colocate_with := 'sale')");
        assertThat(error.what()).isEqualTo("cannot create foreign key constraint");
        assertThat(error.sqlState()).isEqualTo(NOT_SUPPORTED);
        assertThat(error.serverMessage().getDetail())
                .isEqualTo("Foreign keys are supported in two cases, either in between "
                + "two colocated tables including partition column in the same ordinal in the both tables or "
                + "from distributed to reference tables");
    }

    @Test
    void aForeignKeyToAnOrdinaryTableIsRefused() {
        run("create table ordinary (id int primary key)", "create table refused (id int references ordinary (id))");
        var error = refusal("select create_distributed_table('refused', 'id', shard_count := 4)");
        assertThat(error.what())
                .isEqualTo("referenced table \"ordinary\" must be a distributed table or a reference table");
        assertThat(error.sqlState()).isEqualTo("42P16");
    }

    @Test
    void aForeignKeyFromAReferenceToADistributedTableIsRefused() {
        run("create table sale (id int primary key)", "select create_distributed_table('sale', 'id', shard_count := 4)",
                "create table refused (id int references sale (id))");
        var error = refusal("select create_reference_table('refused')");
        assertThat(error.what())
                .isEqualTo("cannot create foreign key constraint since foreign keys from reference tables "
                + "and local tables to distributed tables are not supported");
        assertThat(error.sqlState()).isEqualTo(NOT_SUPPORTED);
    }

    @Test
    void aTableThatAForeignKeyNeedsIsNotUndistributedAlone() {
        run("create table sale (id int primary key)", "select create_distributed_table('sale', 'id', shard_count := 4)",
                "create table invoice (id int references sale (id))",
                "select create_distributed_table('invoice', 'id', colocate_with := 'sale')");
        var error = refusal("select undistribute_table('sale')");
        assertThat(error.what())
                .isEqualTo("cannot complete operation because table sale is referenced by a foreign key");
        assertThat(error.sqlState()).isEqualTo("XX000");
    }

    @Test
    void aSerialColumnCountsOnAcrossDistribution() {
        run("create table sale (id bigserial primary key, state text)",
                "insert into sale (state) values ('CA'), ('TX')",
                "select create_distributed_table('sale', 'id', shard_count := 4)");
        assertThat(lines("insert into sale (state) values ('FL') returning id")).containsExactly("3");
        run("select undistribute_table('sale')");
        assertThat(lines("insert into sale (state) values ('NY') returning id")).containsExactly("4");
        assertThat(lines("select * from sale order by id")).containsExactly("1|CA", "2|TX", "3|FL", "4|NY");
    }

    @Test
    void anIdentityColumnCountsOnAcrossDistribution() {
        run("create table sale (state text, id bigint generated always as identity)",
                "insert into sale (state) values ('CA')",
                "select create_distributed_table('sale', 'state', shard_count := 4)",
                "insert into sale (state) values ('TX'), ('FL')");
        assertThat(lines("select id, state from sale order by id")).containsExactly("1|CA", "2|TX", "3|FL");
    }

    @Test
    void defaultsAndGeneratedColumnsAreFilledIn() {
        run("create table sale (state text, total int default 7, twice int generated always as (total * 2) stored)",
                "insert into sale (state) values ('CA')",
                "select create_distributed_table('sale', 'state', shard_count := 4)",
                "insert into sale (state) values ('TX')", "insert into sale (state, total) values ('FL', 1)");
        assertThat(lines("select * from sale order by state")).containsExactly("CA|7|14", "FL|1|2", "TX|7|14");
    }

    @Test
    void theIndexesOfATableAreIndexesOfEveryShard() {
        run("create table sale (state text, id int, total int, primary key (state, id))",
                "create index on sale (total)",
                "select create_distributed_table('sale', 'state', shard_count := 4)");
        assertThat(lines("select result from run_command_on_shards('sale', "
                + "$$select count(*) from pg_index where indrelid = '%s'::regclass and indisvalid$$)"))
                .containsExactly("2", "2", "2", "2");
    }
}

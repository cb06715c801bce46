package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.cluster.Capability;

/** TABLESAMPLE samples, or the statement is refused: no row is taken as if the word were not there. */
class SampleContractTest extends ClusterContract {

    private static final String DELETE = "delete from item a using item b tablesample %s (0) where a.id = b.id";

    @ParameterizedTest
    @ValueSource(strings = {"bernoulli", "system", "pg_catalog.bernoulli", "pg_catalog.\"system\""})
    void aSampleOfNothingDeletesNothing(String method) {
        run("create table item (id int primary key)", "select create_distributed_table('item', 'id', shard_count := 4)",
                "insert into item select generate_series(1, 50)");
        if (engine.can(Capability.PARTIAL_AGGREGATE_PUSHDOWN)) {
            assertThat(session.update(DELETE.formatted(method))).isZero();
        } else {
            assertRefused(DELETE.formatted(method), "0A000", "the embedded engine has no TABLESAMPLE");
        }
        assertThat(number("select count(*) from item")).isEqualTo(50);
    }

    @Test
    void aShardCanBeSampledOnItsWorker() {
        run("create table item (id int primary key)", "select create_distributed_table('item', 'id', shard_count := 4)",
                "insert into item select generate_series(1, 50)");
        assertThat(lines("select distinct success, result from run_command_on_shards('item', "
                + "'select count(*) from %s tablesample bernoulli (0)')")).containsExactly("true|0");
    }
}

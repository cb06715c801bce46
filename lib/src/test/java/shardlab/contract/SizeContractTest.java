package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sizes are bytes on the workers' disks, summed over all placements. */
class SizeContractTest extends ClusterContract {

    @BeforeEach
    void createFilledTables() {
        if (session != null) {
            run("create table sale (id bigint primary key, note text)",
                    "insert into sale select g, repeat('x', 100) from generate_series(1, 2000) g",
                    "create table category (id int, name text)",
                    "insert into category select g, 'x' from generate_series(1, 100) g",
                    "select create_distributed_table('sale', 'id', shard_count := 4)",
                    "select create_reference_table('category')");
        }
    }

    private long sumOverPlacements(String function, String table) {
        return number("select sum(result::bigint) from run_command_on_placements(?::regclass, ?)", table,
                "select " + function + "('%s')");
    }

    @Test
    void relationSizeIsTheSumOfThePlacements() {
        assertThat(number("select citus_relation_size('sale')")).isPositive()
                .isEqualTo(sumOverPlacements("pg_relation_size", "sale"));
    }

    @Test
    void tableSizeIsTheSumOfThePlacements() {
        assertThat(number("select citus_table_size('sale')")).isPositive()
                .isEqualTo(sumOverPlacements("pg_table_size", "sale"));
    }

    @Test
    void totalRelationSizeCountsIndexes() {
        assertThat(number("select citus_total_relation_size('sale')"))
                .isEqualTo(sumOverPlacements("pg_total_relation_size", "sale"))
                .isGreaterThan(number("select citus_table_size('sale')"));
        assertThat(number("select citus_total_relation_size('sale', false)"))
                .isEqualTo(number("select citus_total_relation_size('sale')"));
    }

    @Test
    void aReferenceTableIsCountedOnEveryNode() {
        assertThat(number("select citus_table_size('category')")).isPositive()
                .isEqualTo(sumOverPlacements("pg_table_size", "category"));
    }

    @Test
    void citusTablesTellsTheTotalSizeInWords() {
        assertThat(text("select table_size from citus_tables where table_name = 'sale'::regclass"))
                .isEqualTo(text("select pg_size_pretty(citus_total_relation_size('sale'))"));
    }

    @Test
    void citusShardsTellsTheSizeOfEachPlacement() {
        assertThat(lines("select shardid, shard_size from citus_shards where table_name = 'sale'::regclass order by 1"))
                .isEqualTo(lines("select shardid, result::bigint from run_command_on_placements('sale', "
                        + "$$select pg_total_relation_size('%s')$$) order by 1"));
    }

    @Test
    void anEmptyTableIsSmallerThanAFilledOne() {
        long filled = number("select citus_relation_size('sale')");
        run("truncate sale");
        assertThat(number("select citus_relation_size('sale')")).isZero().isLessThan(filled);
    }
}

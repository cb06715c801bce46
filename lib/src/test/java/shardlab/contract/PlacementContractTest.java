package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value lands in the shard, and the shard on the worker, that Citus chooses. */
class PlacementContractTest extends ClusterContract {

    private static final ValueType INT = type("int");
    private static final ValueType TEXT = type("text");

    private static ValueType type(String name) {
        return ValueType.ALL.stream().filter(type -> type.name().equals(name)).findFirst().orElseThrow();
    }

    static Stream<ValueType> types() {
        return ValueType.ALL.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void aHundredThousandValuesLandWhereCitusPutsThem(ValueType type) {
        assertPlacedAsByCitus(type, 32);
    }

    @ParameterizedTest(name = "{0} shards")
    @ValueSource(ints = {1, 7, 100})
    void anyNumberOfShardsSharesTheHashesAsCitusDoes(int shards) {
        assertPlacedAsByCitus(INT, shards);
        assertPlacedAsByCitus(TEXT, shards);
    }

    private void assertPlacedAsByCitus(ValueType type, int shards) {
        List<String> lines = Placements.of(engine, type, shards).shards();
        String key = type + " | " + shards;
        assertThat(digest(lines)).as(() -> key + " on " + engine + "\n" + String.join("\n", lines))
                .isEqualTo(Placements.ofCitus().get(key));
    }

    private static String digest(List<String> lines) {
        try {
            var md5 = MessageDigest.getInstance("MD5").digest(String.join("\n",
                    lines).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(md5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void theShardFunctionNamesTheShardThatHoldsTheRow(ValueType type) {
        assertThat(Placements.of(engine, type, 32).disagreements()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void aRowIsFoundByItsValue(ValueType type) {
        assertThat(Placements.of(engine, type, 32).notFound()).isEmpty();
    }

    @Test
    void theTenStatesFillSevenOfThirtyTwoShards() {
        run("create table sale (state text)", "select create_distributed_table('sale', 'state')");
        assertThat(lines("""
                select state, (select count(*) from pg_dist_shard as s
                               where  s.logicalrelid = 'sale'::regclass
                               and    s.shardid < get_shard_id_for_distribution_column('sale', state))
                from   unnest(array['CA', 'TX', 'FL', 'NY', 'PA', 'IL', 'OH', 'GA', 'NC', 'MI']) as state"""))
                .containsExactly("CA|4", "TX|4", "FL|0", "NY|12", "PA|0", "IL|2", "OH|7", "GA|13", "NC|7", "MI|21");
    }

    @Test
    void shardsAreDealtToTheWorkersInTheOrderOfTheirAddresses() {
        run("create table sale (id int)", "select create_distributed_table('sale', 'id', shard_count := 10)");
        List<String> ports = engine.registeredWorkers().stream().map(worker -> worker.host() + "|" + worker.port()).toList();
        List<String> found = lines("select nodename, nodeport from citus_shards where table_name = 'sale'::regclass "
                + "order by shardid");
        assertThat(found).hasSize(10);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).as("shard %s", i).isEqualTo(ports.get(i % ports.size()));
        }
    }

    @ParameterizedTest(name = "{0} shards")
    @ValueSource(ints = {1, 2, 7, 32, 100})
    void hashRangesAreEqualAndTheLastTakesTheRest(int shards) {
        run("create table sale (id int)",
                "select create_distributed_table('sale', 'id', shard_count := " + shards + ")");
        long width = (1L << 32) / shards;
        List<String> ranges = lines("select shardminvalue, shardmaxvalue from pg_dist_shard "
                + "where logicalrelid = 'sale'::regclass order by shardid");
        assertThat(ranges).hasSize(shards);
        for (int i = 0; i < shards; i++) {
            long low = Integer.MIN_VALUE + i * width;
            long high = i == shards - 1 ? Integer.MAX_VALUE : low + width - 1;
            assertThat(ranges.get(i)).isEqualTo(low + "|" + high);
        }
    }

    @Test
    void shardNumbersRiseWithTheHashRange() {
        run("create table sale (id int)", "select create_distributed_table('sale', 'id', shard_count := 8)");
        assertThat(lines("select shardid from pg_dist_shard where logicalrelid = 'sale'::regclass "
                + "order by shardminvalue::int")).isEqualTo(lines("select shardid from pg_dist_shard "
                + "where logicalrelid = 'sale'::regclass order by shardid"));
    }

    @Test
    void everyColocatedTableKeepsAValueOnTheSameWorker() {
        run("create table sale (id int)", "create table invoice (sale_id int)",
                "select create_distributed_table('sale', 'id', shard_count := 8)",
                "select create_distributed_table('invoice', 'sale_id', colocate_with := 'sale')");
        String node = "(select nodeport from citus_shards where shardid = get_shard_id_for_distribution_column('%s', g) "
                + "limit 1)";
        assertThat(lines("select g from generate_series(1, 50) g where " + node.formatted("sale") + " <> "
                + node.formatted("invoice"))).isEmpty();
    }
}

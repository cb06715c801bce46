package shardlab.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shardlab.sharding.PostgresHash;
import shardlab.sharding.Shard;
import shardlab.sharding.ShardMap;
import shardlab.sharding.ShardRows;
import shardlab.sharding.ValueRows;

/** The ten states in 32 shards on four workers, as a cluster places them, and a table with a column of many values. */
final class ExampleData {

    static final long SALES = 200_000;
    static final String CAPTION = "Citus 13.2 on PostgreSQL 15, 1 coordinator + 4 workers on one machine (this is not "
            + "scale-out), 200,000 rows; fsync on, synchronous_commit on.";

    /** Census of 2020. */
    private static final Map<String, Integer> POPULATION = population();

    private ExampleData() {
    }

    static Map<String, Double> weights() {
        double all = POPULATION.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> weights = new LinkedHashMap<>();
        POPULATION.forEach((state, people) -> weights.put(state, people / all));
        return weights;
    }

    static ShardMap map(String table, String column, String type, int shards, int workers, long firstShardId) {
        List<Shard> list = new ArrayList<>();
        long width = (1L << 32) / shards;
        for (int i = 0; i < shards; i++) {
            long min = Integer.MIN_VALUE + i * width;
            long max = i == shards - 1 ? Integer.MAX_VALUE : min + width - 1;
            int worker = i % workers + 1;
            list.add(new Shard(firstShardId + i, (int) min, (int) max, "worker-" + worker,
                    "127.0.0.1", 9700 + worker, 8192));
        }
        return new ShardMap(table, column, type, list);
    }

    static ShardMap sale() {
        return map("sale", "state", "text", 32, 4, 102_071);
    }

    static List<ValueRows> states(ShardMap map) {
        List<ValueRows> values = new ArrayList<>();
        weights().forEach((state, weight) -> {
            int hash = PostgresHash.hashText(state);
            values.add(new ValueRows(state, Math.round(SALES * weight), hash, map.shardAt(hash)));
        });
        return values;
    }

    static List<RowsByState.StateShare> stateRows() {
        List<RowsByState.StateShare> rows = new ArrayList<>();
        weights().forEach((state, weight) -> rows.add(new RowsByState.StateShare(state,
                Math.round(SALES * weight * (1 + 0.02 * Math.sin(state.hashCode()))), weight)));
        return rows;
    }

    static List<ShardRows> rowsByState(ShardMap map) {
        return map.shards().stream().map(shard -> new ShardRows(shard, states(map).stream()
                .filter(value -> value.shard().equals(shard)).mapToLong(ValueRows::rows).sum())).toList();
    }

    static List<ShardRows> rowsById(ShardMap map) {
        long[] counts = new long[map.shards().size()];
        for (int id = 1; id <= SALES; id++) {
            counts[map.indexOf(map.shardOf(id))]++;
        }
        return map.shards().stream().map(shard -> new ShardRows(shard, counts[map.indexOf(shard)])).toList();
    }

    static List<ShardRows> times(List<ShardRows> shards, long factor) {
        return shards.stream().map(shard -> new ShardRows(shard.shard(), factor * shard.rows())).toList();
    }

    private static Map<String, Integer> population() {
        Map<String, Integer> people = new LinkedHashMap<>();
        people.put("CA", 39_538_223);
        people.put("TX", 29_145_505);
        people.put("FL", 21_538_187);
        people.put("NY", 20_201_249);
        people.put("PA", 13_002_700);
        people.put("IL", 12_812_508);
        people.put("OH", 11_799_448);
        people.put("GA", 10_711_908);
        people.put("NC", 10_439_388);
        people.put("MI", 10_077_331);
        return people;
    }
}

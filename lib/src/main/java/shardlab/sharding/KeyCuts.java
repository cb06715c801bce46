package shardlab.sharding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The ways in which databases cut their keys, tried on the numbers from 1: no server is asked. Keys are hashed as
 * PostgreSQL hashes a {@code bigint}, and stand in the order of their hashes; for ranges, in their own order.
 */
public final class KeyCuts {

    private final int nodes;
    private final int[] hashes;

    /**
     * @param keys  how many keys there are
     * @param nodes how many nodes there are before another one comes
     */
    public KeyCuts(int keys, int nodes) {
        this.nodes = nodes;
        this.hashes = LongStream.rangeClosed(1, keys).mapToInt(PostgresHash::hashInt8).sorted().toArray();
    }

    /** The hash modulo the number of nodes. */
    public KeyCut modulo() {
        return cut("hash modulo nodes", Math::floorMod);
    }

    /**
     * As Citus does it: many more shards than nodes, dealt out in turn; when a node comes, it is given whole shards, one by
     * one from whoever has most.
     */
    public KeyCut virtualShards(int shards) {
        List<Integer> before = IntStream.range(0, shards).mapToObj(shard -> shard % nodes).toList();
        List<Integer> after = new ArrayList<>(before);
        while (Collections.frequency(after, nodes) < shards / (nodes + 1)) {
            after.set(after.indexOf(fullest(after)), nodes);
        }
        return cut(shards + " virtual shards", (hash, count) ->
                (count == nodes ? before : after).get(ShardMap.shardIndex(hash, shards)));
    }

    private int fullest(List<Integer> owners) {
        return IntStream.range(0, nodes).boxed()
                .max(Comparator.comparingInt(node -> Collections.frequency(owners, node))).orElseThrow();
    }

    /**
     * Consistent hashing: nodes are hashed onto the same circle as keys, each at so many points; a key belongs to the first
     * point at or after it.
     */
    public KeyCut ring(int points) {
        var before = circle(nodes, points);
        var after = circle(nodes + 1, points);
        return cut("consistent hashing, " + (points == 1 ? "1 point" : points + " points") + " a node", (hash, count) -> {
            var circle = count == nodes ? before : after;
            var next = circle.ceilingEntry(hash);
            return (next == null ? circle.firstEntry() : next).getValue();
        });
    }

    private static NavigableMap<Integer, Integer> circle(int nodes, int points) {
        var circle = new TreeMap<Integer, Integer>();
        for (int node = 0; node < nodes; node++) {
            for (int point = 0; point < points; point++) {
                circle.put(PostgresHash.hashText("node " + node + " point " + point), node);
            }
        }
        return circle;
    }

    /** Ranges of the keys themselves, of equal size; the new node gets the upper half of the last one. */
    public KeyCut ranges() {
        int keys = hashes.length;
        return new KeyCut("ranges of keys, the last one split",
                IntStream.range(0, keys).map(key -> (int) ((long) key * nodes / keys)).boxed().toList(),
                IntStream.range(0, keys).map(key -> (int) ((long) key * 2 * nodes / keys))
                        .map(half -> half == 2 * nodes - 1 ? nodes : half / 2).boxed().toList());
    }

    /** A directory: a table that names the node of each of so many buckets; whoever keeps it moves what he likes. */
    public KeyCut directory(int buckets) {
        return cut("a directory of " + buckets + " buckets", (hash, count) -> {
            int bucket = ShardMap.shardIndex(hash, buckets);
            return count > nodes && bucket / nodes % count == nodes ? nodes : bucket % nodes;
        });
    }

    private KeyCut cut(String name, IntBinaryOperator nodeOf) {
        return new KeyCut(name, IntStream.of(hashes).map(hash -> nodeOf.applyAsInt(hash, nodes)).boxed().toList(),
                IntStream.of(hashes).map(hash -> nodeOf.applyAsInt(hash, nodes + 1)).boxed().toList());
    }
}

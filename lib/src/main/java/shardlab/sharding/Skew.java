package shardlab.sharding;

import java.util.List;

/**
 * How unevenly rows are spread over shards or workers.
 *
 * @param rows the rows in each of them, the empty ones included, from the fewest to the most
 */
public record Skew(List<Long> rows) {

    /** Sorts the counts. */
    public Skew {
        rows = rows.stream().sorted().toList();
    }

    /** Over the shards of a table. */
    public static Skew ofShards(List<ShardRows> shards) {
        return new Skew(shards.stream().map(ShardRows::rows).toList());
    }

    /** Over the nodes of a table. */
    public static Skew ofNodes(List<NodeRows> nodes) {
        return new Skew(nodes.stream().map(NodeRows::rows).toList());
    }

    /** All rows. */
    public long total() {
        return rows.stream().mapToLong(Long::longValue).sum();
    }

    /** How many of them have any rows. */
    public int filled() {
        return (int) rows.stream().filter(count -> count > 0).count();
    }

    /** The share of the fullest one, from 0 to 1; 0 if there are no rows. */
    public double largestShare() {
        return total() == 0 ? 0 : (double) rows.get(rows.size() - 1) / total();
    }

    /** Gini's coefficient: 0 when all have the same number of rows, near 1 when one has them all. */
    public double gini() {
        double weighted = 0;
        for (int i = 0; i < rows.size(); i++) {
            weighted += (2.0 * (i + 1) - rows.size() - 1) * rows.get(i);
        }
        return total() == 0 ? 0 : weighted / ((double) rows.size() * total());
    }
}

package shardlab.advise;

import java.util.List;

/**
 * How the rows of a table are expected to lie if a column distributes them.
 *
 * @param table   the table's name
 * @param column  the distribution column
 * @param shards  the part of the rows in each shard, by hash from the lowest; empty if nobody knows
 * @param workers the part of the rows on each worker, in the order in which Citus gives them shards; empty if nobody knows
 * @param basis   what this rests on, or why nobody knows, in one sentence without a full stop
 * @param growth  what new rows do, in one sentence without a full stop; empty if there is nothing to say
 */
public record RowSpread(String table, String column, List<Double> shards, List<Double> workers, String basis,
        String growth) {

    /** True if it could be told. */
    public boolean known() {
        return !workers.isEmpty();
    }

    /** The part of the rows in the fullest shard, from 0 to 1; 0 if nobody knows. */
    public double fullestShard() {
        return most(shards);
    }

    /** The part of the rows on the fullest worker, from 0 to 1; 0 if nobody knows. */
    public double fullestWorker() {
        return most(workers);
    }

    /** How many times as many rows the fullest worker has as if all had alike: 1 is even; 0 if nobody knows. */
    public double timesEven() {
        return fullestWorker() * workers.size();
    }

    private static double most(List<Double> parts) {
        return parts.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}

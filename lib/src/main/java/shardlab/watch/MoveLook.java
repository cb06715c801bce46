package shardlab.watch;

/**
 * Shards on their way from one node to another.
 *
 * @param shardId the lowest of their numbers
 * @param shards  how many there are
 * @param from    the name of the node that they leave
 * @param to      the name of the node that they go to
 * @param moving  false while they wait for their turn
 * @param done    bytes that have arrived
 * @param total   bytes in all
 * @param status  the cluster's own word for the step; may be empty
 */
public record MoveLook(long shardId, long shards, String from, String to, boolean moving, long done, long total,
        String status) {

    /** How much has arrived, from 0 to 1. */
    public double share() {
        return total <= 0 ? 0 : Math.min(1, (double) done / total);
    }

    /** Which shards, and where to: {@code shard 102010 and 8 more, worker-1 to worker-3}. */
    public String what() {
        return "shard " + shardId + (shards > 1 ? " and " + (shards - 1) + " more" : "") + ", " + from + " to " + to;
    }
}

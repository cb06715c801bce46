package shardlab.advise;

/**
 * What stands in the way of a design.
 *
 * @param kind  what it is
 * @param table the table
 * @param text  what it is, in one sentence without a full stop
 * @param mend  the statement that mends it, or in words what to do
 */
public record Obstacle(ObstacleKind kind, String table, String text, String mend) {

    /** The kinds of obstacles. */
    public enum ObstacleKind {
        /** A key without the distribution column. */
        KEY,
        /** A foreign key that Citus refuses. */
        FOREIGN_KEY,
        /** A distribution column that may be NULL. */
        NULLS,
        /** Triggers. */
        TRIGGER,
        /** Fewer values than shards. */
        FEW_VALUES,
        /** All that is written and asked at one time lies in one shard. */
        HOT_NOW
    }
}

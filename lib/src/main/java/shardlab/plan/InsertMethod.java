package shardlab.plan;

/** How {@code INSERT .. SELECT} brings its rows to their shards. */
public enum InsertMethod {
    /** Each task selects from a shard and inserts into the co-located one: no row moves. */
    PUSHED_DOWN("pushed down"),
    /** Workers hash the selected rows anew and send them to one another. */
    REPARTITION("repartition"),
    /** The rows go to the coordinator and from there to their shards. */
    PULL_TO_COORDINATOR("pull to coordinator");

    private final String text;

    InsertMethod(String text) {
        this.text = text;
    }

    /** As Citus's EXPLAIN has it. */
    @Override
    public String toString() {
        return text;
    }
}

package shardlab.advise;

/** How Citus would run a statement, by the lab's classification. */
public enum Handling {
    /** One task on one shard. */
    ROUTER("router"),
    /** Any one node answers from its copies of reference tables. */
    ONE_NODE("one node"),
    /** The coordinator alone. */
    LOCAL("local"),
    /** The shards of a list of values. */
    SOME_SHARDS("some shards"),
    /** Every shard of one table. */
    MULTI_SHARD("multi-shard"),
    /** Every shard, joined with the shards that lie beside it. */
    COLOCATED("co-located"),
    /** Every shard, joined with the copy of a reference table on its node. */
    REFERENCE("reference"),
    /** A write to a reference table: every node, by two-phase commit. */
    EVERY_NODE("every node"),
    /** A part runs first, and its result is sent to the nodes. */
    BROADCAST("broadcast"),
    /** Rows are hashed anew and sent from worker to worker. */
    REPARTITION("repartition"),
    /** Rows pass through the coordinator. */
    PULLED("pulled"),
    /** An error. */
    REFUSED("refused");

    private final String text;

    Handling(String text) {
        this.text = text;
    }

    /** What it has in common with others. */
    public HandlingWork work() {
        return switch (this) {
            case ROUTER, ONE_NODE, LOCAL -> HandlingWork.ONE;
            case SOME_SHARDS, MULTI_SHARD, COLOCATED, REFERENCE -> HandlingWork.SHARDS;
            case EVERY_NODE, BROADCAST -> HandlingWork.SENT;
            case REPARTITION, PULLED -> HandlingWork.MOVED;
            case REFUSED -> HandlingWork.NOT;
        };
    }

    /** As prose has it. */
    @Override
    public String toString() {
        return text;
    }
}

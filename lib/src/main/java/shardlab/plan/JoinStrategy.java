package shardlab.plan;

/** How rows of two tables come together, from the cheapest to the dearest. */
public enum JoinStrategy {
    /** Nothing is joined, or only tables of one node's own. */
    NONE("no join"),
    /** Shards of co-located tables are joined where they live. */
    COLOCATED("co-located"),
    /** Each shard is joined with the copy of a reference table that its node has already. */
    REFERENCE("reference"),
    /** A subplan's result is sent to every node that needs it, and joined there with the shards. */
    SUBPLAN_BROADCAST("subplan broadcast"),
    /** One side is hashed anew and sent to where the other side's shards are. */
    REPARTITION_SINGLE("repartition, single"),
    /** Both sides are hashed anew and meet in buckets on any node. */
    REPARTITION_DUAL("repartition, dual"),
    /** The rows are fetched to the coordinator and joined there. */
    PULLED_TO_COORDINATOR("pulled to the coordinator");

    private final String text;

    JoinStrategy(String text) {
        this.text = text;
    }

    /** As prose has it, such as {@code co-located}. */
    @Override
    public String toString() {
        return text;
    }
}

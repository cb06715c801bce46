package shardlab.plan;

/** How many nodes a statement needs. */
public enum Routing {
    /** The coordinator answers by itself; no task leaves it. */
    LOCAL("local"),
    /** One task on one node: a router query. */
    ROUTER("router"),
    /** Several tasks. */
    MULTI_SHARD("multi-shard");

    private final String text;

    Routing(String text) {
        this.text = text;
    }

    /** As prose has it, such as {@code multi-shard}. */
    @Override
    public String toString() {
        return text;
    }
}

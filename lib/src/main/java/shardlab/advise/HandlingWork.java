package shardlab.advise;

/** What several ways in which a statement runs have in common: who works, and whether rows move. */
public enum HandlingWork {
    /** One node answers. */
    ONE("one node"),
    /** Many shards work, and none needs another's rows. */
    SHARDS("many shards, each by itself"),
    /** Rows, or a write, go to all nodes. */
    SENT("rows sent to all"),
    /** Rows go from worker to worker, or through the coordinator. */
    MOVED("rows move or are pulled"),
    /** Nothing runs. */
    NOT("an error");

    private final String text;

    HandlingWork(String text) {
        this.text = text;
    }

    /** As a legend has it. */
    @Override
    public String toString() {
        return text;
    }
}

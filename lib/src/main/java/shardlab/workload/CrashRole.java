package shardlab.workload;

/** What a node that crashes has to do with the transaction. */
public enum CrashRole {
    /** The node that the client speaks to. */
    COORDINATOR("the coordinator"),
    /** The worker that has its statement first; in the commit, the one that has prepared or committed alone. */
    FIRST("the first worker"),
    /** The other worker of the transaction. */
    SECOND("the second worker"),
    /** A worker that has no part in it. */
    BYSTANDER("another worker");

    private final String title;

    CrashRole(String title) {
        this.title = title;
    }

    /** In a few words. */
    public String title() {
        return title;
    }
}

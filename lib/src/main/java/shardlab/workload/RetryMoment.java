package shardlab.workload;

/** How far a write has come when a node is lost. */
public enum RetryMoment {
    /** The worker is down already: nobody can connect to it. */
    DOWN_BEFORE("the worker is down already", "not done"),
    /** The worker has not got the statement. */
    BEFORE_STATEMENT("before the worker has the statement", "not done"),
    /** The worker has done the statement, and has not got the COMMIT. */
    BEFORE_COMMIT("before the worker has the COMMIT", "nobody knows"),
    /** The worker has committed, and the coordinator does not know it yet. */
    AFTER_COMMIT("after the worker's commit", "nobody knows"),
    /** The coordinator is done, and the client does not know it yet. */
    BEFORE_ACKNOWLEDGEMENT("before the client has the answer", "nobody knows");

    private final String title;
    private final String known;

    RetryMoment(String title, String known) {
        this.title = title;
        this.known = known;
    }

    /** In a few words. */
    public String title() {
        return title;
    }

    /** What a client may conclude that knows nothing but which of its statements has failed. */
    public String known() {
        return known;
    }

    /** True if the coordinator is the node that is lost. */
    boolean losesCoordinator() {
        return this == BEFORE_ACKNOWLEDGEMENT;
    }
}

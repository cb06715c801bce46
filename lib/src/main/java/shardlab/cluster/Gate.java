package shardlab.cluster;

/** What bytes wait before while it is shut. */
final class Gate {

    private boolean shut;

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    synchronized boolean isShut() {
        return shut;
    }

    /** Returns when it is open. */
    synchronized void await() throws InterruptedException {
        while (shut) {
            wait();
        }
    }
}

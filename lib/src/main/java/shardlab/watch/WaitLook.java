package shardlab.watch;

/**
 * One session that waits for another.
 *
 * @param node     the name of the node on which it waits
 * @param waiting  the session that waits, as its client began it
 * @param blocking the session that it waits for; as far as it could be seen
 */
public record WaitLook(String node, SessionLook waiting, SessionLook blocking) {

    /** Both in one sentence, without their statements. */
    public String sentence() {
        return waiting.node() + " " + waiting.pid() + " waits " + LookText.seconds(waiting.stateFor()) + " on " + node
                + " for " + blocking.node() + " " + blocking.pid() + ", " + blocking.doing();
    }
}

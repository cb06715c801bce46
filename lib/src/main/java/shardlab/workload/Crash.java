package shardlab.workload;

/**
 * One crash, and what became of the transaction that it hit.
 *
 * @param number       from 1
 * @param phase        how far the transaction had come
 * @param node         the name of the node that crashed
 * @param role         what that node had to do with it
 * @param kind         what crashed there
 * @param acknowledged true if the client was told that it is committed
 * @param inDoubt      how many workers had it prepared when the client's end had come
 * @param outcome      what it has come to
 */
public record Crash(int number, CrashPhase phase, String node, CrashRole role, CrashKind kind, boolean acknowledged,
        int inDoubt, CrashOutcome outcome) {
}

package shardlab;

/**
 * What the lab calls a node: by its group id in {@code pg_dist_node}, which it keeps whatever becomes of its address and
 * of the other nodes.
 */
public final class NodeName {

    /** The node of group 0. */
    public static final String COORDINATOR = "coordinator";

    private static final String WORKER = "worker-";

    private NodeName() {
    }

    /** Such as {@code worker-3} for group 3. */
    public static String of(int groupId) {
        return groupId == 0 ? COORDINATOR : WORKER + groupId;
    }

    /**
     * The group of a node by its name.
     *
     * @throws LabException if no node can have that name
     */
    public static int group(String name) {
        if (name.equals(COORDINATOR)) {
            return 0;
        }
        if (!name.matches(WORKER + "[1-9]\\d{0,8}")) {
            throw new LabException("no node is called '" + name + "'", "nodes are called coordinator, worker-1 and so on");
        }
        return Integer.parseInt(name.substring(WORKER.length()));
    }
}

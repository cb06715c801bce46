package shardlab.cluster;

import shardlab.sql.Server;

/**
 * A row of {@code pg_dist_node}. A node is known by its group id, by which it is named too: the node id changes when it
 * is taken out and added again, and the addresses when its server moves.
 *
 * @param nodeId     its id
 * @param groupId    its group; the coordinator's is 0
 * @param server     how this process reaches it
 * @param registered how the other nodes reach it, as the row has it
 * @param active     true if it takes part in queries
 */
public record Node(int nodeId, int groupId, Server server, Server registered, boolean active) {

    /** True for the coordinator. */
    public boolean coordinator() {
        return groupId == 0;
    }

    /** What the lab calls it, such as {@code worker-3} for group 3. */
    public String name() {
        return server.name();
    }
}

package shardlab.cluster;

import shardlab.sql.Server;

/**
 * A row of {@code pg_dist_node}.
 *
 * @param nodeId      its id
 * @param groupId     its group; the coordinator's is 0
 * @param server      how to reach it
 * @param coordinator true for the coordinator
 * @param active      true if it takes part in queries
 */
public record Node(int nodeId, int groupId, Server server, boolean coordinator, boolean active) {
}

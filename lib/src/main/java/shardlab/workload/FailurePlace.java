package shardlab.workload;

import shardlab.NodeName;

/**
 * Where the rows of a state are.
 *
 * @param state   the state
 * @param shardId the shard of {@code failure_lab.sale} that has them
 * @param groupId the group of the node that has the shard
 */
public record FailurePlace(String state, long shardId, int groupId) {

    /** The node's name. */
    public String node() {
        return NodeName.of(groupId);
    }
}

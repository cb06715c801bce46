package shardlab.workload;

import shardlab.NodeName;

/**
 * Where the accounts of a branch are.
 *
 * @param branch  the branch
 * @param shardId the shard of {@code transfer_lab.account} that has them
 * @param groupId the group of the node that has the shard
 */
public record TransferPlace(int branch, long shardId, int groupId) {

    /** The node's name. */
    public String node() {
        return NodeName.of(groupId);
    }

    /** The shard's table on that node. */
    public String shardTable() {
        return "transfer_lab.account_" + shardId;
    }

    @Override
    public String toString() {
        return "branch " + branch + " is in shard " + shardId + " on " + node();
    }
}

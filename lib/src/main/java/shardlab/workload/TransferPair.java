package shardlab.workload;

import java.util.Locale;

/**
 * Two accounts between which money is moved, from the first to the second.
 *
 * @param fromBranch the branch of the first, which decides on its shard
 * @param fromId     its number in that branch
 * @param toBranch   the branch of the second
 * @param toId       its number in that branch
 */
public record TransferPair(int fromBranch, int fromId, int toBranch, int toId) {

    /** The other way round. */
    public TransferPair back() {
        return new TransferPair(/* fromBranch= */ toBranch, /* fromId= */ toId, /* toBranch= */ fromBranch,
                /* toId= */ fromId);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "account %d of branch %d to account %d of branch %d", fromId, fromBranch, toId,
                toBranch);
    }
}

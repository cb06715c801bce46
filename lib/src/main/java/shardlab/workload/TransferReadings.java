package shardlab.workload;

import shardlab.measure.Share;

/**
 * What a reader saw who added up balances again and again, while transfers went on that never change the sum.
 *
 * @param way       how it read
 * @param reads     how often
 * @param wrong     how many of these sums were not the true one: some transfer was in it by half
 * @param furthest  the sum that was furthest off, less the true one
 * @param transfers transfers that were committed meanwhile
 */
public record TransferReadings(String way, long reads, long wrong, long furthest, long transfers) {

    /** The share of wrong sums. */
    public Share share() {
        return new Share(wrong, reads);
    }
}

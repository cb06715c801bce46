package shardlab.workload;

import java.util.Locale;

/**
 * What is so of all accounts together, whatever was moved between them.
 *
 * @param total       the sum of all balances
 * @param expected    what they summed up to before the first transfer
 * @param transfers   transfers that have an entry
 * @param halves      those of them that have not two entries that cancel out
 * @param unexplained accounts whose entries do not explain their balance; it tells nothing where transfers were not recorded
 */
public record TransferAudit(long total, long expected, long transfers, long halves, long unexplained) {

    /** True if money was neither lost nor made, and no recorded transfer is there by half. */
    public boolean sumStays() {
        return total == expected && halves == 0;
    }

    /** True if also every balance is what the entries say; for accounts whose transfers were all recorded. */
    public boolean explained() {
        return sumStays() && unexplained == 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "all accounts together have %,d of %,d; %,d transfers with entries, %,d of them "
                + "by half", total, expected, transfers, halves);
    }
}

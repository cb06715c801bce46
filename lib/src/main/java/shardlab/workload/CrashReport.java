package shardlab.workload;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What became of all crashes.
 *
 * @param seed     draws the same crashes again on a cluster of as many workers
 * @param twoPhase true if the cluster commits in two phases
 * @param crashes  in their order
 * @param end      what is so of all accounts after the last
 * @param caption  where it was
 */
public record CrashReport(long seed, boolean twoPhase, List<Crash> crashes, TransferAudit end, String caption) {

    /** The phases that there were, in their order. */
    public List<CrashPhase> phases() {
        return CrashPhase.all(twoPhase).stream().filter(phase -> crashes.stream().anyMatch(one -> one.phase() == phase))
                .toList();
    }

    /** The crashes of one phase. */
    public CrashTally of(CrashPhase phase) {
        return tally(one -> one.phase() == phase);
    }

    /** The crashes of one phase at the nodes of one role. */
    public CrashTally of(CrashPhase phase, CrashRole role) {
        return tally(one -> one.phase() == phase && one.role() == role);
    }

    /** The names of the nodes that crashed, the coordinator's first. */
    public List<String> nodes() {
        return crashes.stream().map(Crash::node).distinct().sorted().toList();
    }

    /** The crashes of one node. */
    public CrashTally of(String node) {
        return tally(one -> one.node().equals(node));
    }

    /** All crashes. */
    public CrashTally all() {
        return tally(one -> true);
    }

    private CrashTally tally(Predicate<Crash> which) {
        return new CrashTally(crashes.stream().filter(which).toList());
    }

    /**
     * True if whatever was acknowledged is there, nothing was lost or doubled where there is two-phase commit, and the
     * accounts agree with what was counted.
     */
    public boolean holds() {
        return disagreements().isEmpty() && all().brokenPromises() == 0 && (!twoPhase || all().wrong() == 0);
    }

    /** What the counts come to, in a sentence or two. */
    public String verdict() {
        CrashTally all = all();
        if (all.wrong() == 0) {
            return String.format(Locale.ENGLISH, "Nothing was lost and nothing doubled in %,d crashes.%s", all.count(),
                    all.inDoubt() == 0 ? "" : String.format(Locale.ENGLISH, " %,d transactions were in doubt, and recovery "
                            + "decided all of them.", all.inDoubt()));
        }
        return String.format(Locale.ENGLISH, "In %,d crashes %,d transfers took money and did not give it, %,d gave "
                + "money and did not take it, %,d were acknowledged and left nothing. Of all these, %s had been "
                + "acknowledged.%s",
                all.count(), all.lost(), all.doubled(), all.forgotten(),
                all.brokenPromises() == 0 ? "none" : Long.toString(all.brokenPromises()), twoPhase ? ""
                : " This cluster has no two-phase commit: one worker commits whether or not the other can.");
    }

    /**
     * What the accounts themselves say against the outcomes that were counted; empty if they agree. Halves of transfers
     * and the sum of all money are counted in them once more, by other statements.
     */
    public List<String> disagreements() {
        long halves = all().lost() + all().doubled();
        long missing = Crashes.AMOUNT * (all().lost() - all().doubled());
        return Stream.of(
                        disagreement("transfers by half", end.halves(), halves),
                        disagreement("money that is missing", end.expected() - end.total(), missing),
                        disagreement("accounts that their entries do not explain", end.unexplained(), 0),
                        disagreement("transfers", end.transfers(), all().committed() + halves))
                .filter(text -> !text.isEmpty()).toList();
    }

    private static String disagreement(String what, long there, long counted) {
        return there == counted ? "" : what + ": " + there + " in the tables, " + counted + " were counted";
    }
}

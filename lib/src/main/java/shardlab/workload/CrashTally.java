package shardlab.workload;

import java.util.List;
import java.util.function.Predicate;

/** Some crashes, counted. */
public record CrashTally(List<Crash> crashes) {

    /** How many. */
    public long count() {
        return crashes.size();
    }

    /** Of how many the client was told that they are committed. */
    public long acknowledged() {
        return count(Crash::acknowledged);
    }

    /** How many were prepared on some worker when the client's end had come, and nobody was about to finish them. */
    public long inDoubt() {
        return count(one -> one.inDoubt() > 0);
    }

    /** How many are there as a whole. */
    public long committed() {
        return count(CrashOutcome.COMMITTED);
    }

    /** How many left nothing. */
    public long rolledBack() {
        return count(CrashOutcome.ROLLED_BACK);
    }

    /** How many took money and did not give it. */
    public long lost() {
        return count(CrashOutcome.LOST);
    }

    /** How many gave money and did not take it. */
    public long doubled() {
        return count(CrashOutcome.DOUBLED);
    }

    /** How many were acknowledged and are not there. */
    public long forgotten() {
        return count(CrashOutcome.FORGOTTEN);
    }

    /** How many are not there as a whole or not at all, or not as the client was told. */
    public long wrong() {
        return lost() + doubled() + forgotten();
    }

    /** How many were acknowledged and are not there as a whole. */
    public long brokenPromises() {
        return count(one -> one.acknowledged() && one.outcome() != CrashOutcome.COMMITTED);
    }

    /** How many came to this, in doubt before or not. */
    public long count(CrashOutcome outcome, boolean inDoubt) {
        return count(one -> one.outcome() == outcome && one.inDoubt() > 0 == inDoubt);
    }

    private long count(CrashOutcome outcome) {
        return count(one -> one.outcome() == outcome);
    }

    private long count(Predicate<Crash> which) {
        return crashes.stream().filter(which).count();
    }
}

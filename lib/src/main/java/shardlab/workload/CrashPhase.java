package shardlab.workload;

import java.util.List;
import java.util.stream.Stream;

/** How far a transaction on two workers has come when something crashes. */
public enum CrashPhase {
    /** It has begun; no worker has heard of it. */
    BEFORE_FIRST_STATEMENT("before the first statement", false),
    /** One worker has done its part; nothing is committed. */
    BETWEEN_STATEMENTS("between two statements", false),
    /** Both have done their parts, and nobody has asked for the commit. */
    BEFORE_COMMIT("before COMMIT", false),
    /** One worker has prepared; the other has not heard of it. */
    ONE_PREPARED("one worker has prepared", true),
    /** Both have prepared; the coordinator does not know it yet, and has decided nothing. */
    PREPARED("both have prepared", true),
    /** The coordinator has committed, and has told neither. */
    DECIDED("the coordinator has committed", true),
    /** One worker has committed and the other has not heard of it. */
    BETWEEN_COMMITS("between the commits of two workers", false),
    /** It is committed everywhere, and the client does not know it yet. */
    BEFORE_ACKNOWLEDGEMENT("before the acknowledgement", false);

    private final String title;
    private final boolean preparing;

    CrashPhase(String title, boolean preparing) {
        this.title = title;
        this.preparing = preparing;
    }

    /** In a few words. */
    public String title() {
        return title;
    }

    /** Those that there are, in their order; without two-phase commit nothing is ever prepared. */
    static List<CrashPhase> all(boolean twoPhase) {
        return Stream.of(values()).filter(phase -> twoPhase || !phase.preparing).toList();
    }
}

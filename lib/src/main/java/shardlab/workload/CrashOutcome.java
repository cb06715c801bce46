package shardlab.workload;

/** What a transfer has come to when everything runs again and nothing is in doubt. */
public enum CrashOutcome {
    /** Both of its changes are there. */
    COMMITTED("committed"),
    /** Neither is there. */
    ROLLED_BACK("rolled back"),
    /** The money was taken and not given. */
    LOST("lost"),
    /** The money was given and not taken, or moved twice. */
    DOUBLED("doubled"),
    /** The client was told that it is committed, and neither of its changes is there. */
    FORGOTTEN("forgotten");

    private final String title;

    CrashOutcome(String title) {
        this.title = title;
    }

    /** In a few words. */
    public String title() {
        return title;
    }

    /**
     * By what both accounts have changed.
     *
     * @param taken        what the first account has less than before
     * @param given        what the second account has more than before
     * @param amount       what was to be moved
     * @param acknowledged true if the client was told that it is committed
     */
    static CrashOutcome of(long taken, long given, long amount, boolean acknowledged) {
        if (taken > given) {
            return LOST;
        }
        if (taken < given || given > amount) {
            return DOUBLED;
        }
        return given == amount ? COMMITTED : acknowledged ? FORGOTTEN : ROLLED_BACK;
    }
}

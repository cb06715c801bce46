package shardlab.report;

/** How soon somebody should act, the most urgent first. */
public enum Severity {

    /** Something is lost, stands still, or will soon. */
    CRITICAL("critical: act now"),
    /** It will cost time or space before long. */
    WARNING("warning: plan for it"),
    /** Worth knowing. */
    NOTICE("notice: worth knowing");

    private final String words;

    Severity(String words) {
        this.words = words;
    }

    /** In words. */
    public String words() {
        return words;
    }
}

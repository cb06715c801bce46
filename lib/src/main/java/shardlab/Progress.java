package shardlab;

/**
 * Where long work tells how far it is. Implementations throttle: a caller may report as often as it likes,
 * from any thread.
 */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress SILENT = (what, done, total, unit) -> { };

    /**
     * Says how far a piece of work is.
     *
     * @param what  the work under way, such as {@code "sale_detail"}; a new name is a new piece of work
     * @param done  how much of it is done
     * @param total how much there is, or -1 where nobody knows yet
     * @param unit  what is counted, in the plural, such as {@code "rows"}
     */
    void report(String what, long done, long total, String unit);
}

package shardlab.process;

import shardlab.LabException;

/**
 * How a program ended. One that could not be started or did not end in time has the status that a shell gives it, and
 * says so as its errors.
 *
 * @param status its exit status
 * @param output what it wrote to its standard output
 * @param errors what it wrote to its standard error, or why it did not run to its end
 */
public record Finished(int status, String output, String errors) {

    /** As the program {@code timeout} ends: it did not end in time, and was killed. */
    public static final int TOO_LATE = 124;
    /** As a shell ends: it is there and cannot be executed. */
    public static final int NOT_STARTED = 126;

    /** True if the program says that all went well. */
    public boolean ok() {
        return status == 0;
    }

    /**
     * Itself, if all went well.
     *
     * @param what  what failed otherwise
     * @param where what it was about
     * @param next  what to do then, or null
     * @throws LabException with what the program said, if it did not go well
     */
    public Finished orFail(String what, String where, String next) {
        if (!ok()) {
            throw new LabException(what, where, said(), next, null);
        }
        return this;
    }

    /** What to tell of it: its errors, or what else it wrote, or how it ended. */
    public String said() {
        String text = errors.isBlank() ? output : errors;
        return text.isBlank() ? "it said nothing and ended with status " + status : text.strip();
    }

    /** The last line of {@link #said}. */
    public String lastLine() {
        String text = said();
        return text.substring(text.lastIndexOf('\n') + 1).strip();
    }
}

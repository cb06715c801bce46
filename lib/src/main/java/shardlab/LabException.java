package shardlab;

/**
 * The one family of errors that the lab throws. Its message is at most four short lines: what failed, where,
 * in what state, and what to do next, so that a learner can act on it without reading a stack trace.
 *
 * <p>Whatever looks like a password is not shown ({@link Secrets}).
 *
 * <p>A notebook kernel keeps only one level of causes, so the message of the cause belongs in {@code state}.
 */
public class LabException extends RuntimeException {

    private final String what;
    private final String where;
    private final String state;
    private final String remedy;

    /**
     * @param what   what failed, one sentence without a full stop
     * @param where  the server, file or statement it failed at; null where there is none
     * @param state  what was found there; null where nothing is known
     * @param remedy what to do next; null where nothing can be said
     * @param cause  the underlying error; null where there is none
     */
    public LabException(String what, String where, String state, String remedy, Throwable cause) {
        super(lines(what, where, state, remedy), cause);
        this.what = Secrets.hidden(what);
        this.where = Secrets.hidden(where);
        this.state = Secrets.hidden(state);
        this.remedy = Secrets.hidden(remedy);
    }

    /** An error that needs no more than what failed and what to do next. */
    public LabException(String what, String remedy) {
        this(what, null, null, remedy, null);
    }

    /** What failed, in one sentence. */
    public String what() {
        return what;
    }

    /** The server, file or statement it failed at; null where there is none. */
    public String where() {
        return where;
    }

    /** What was found there; null where nothing is known. */
    public String state() {
        return state;
    }

    /** What to do next; null where nothing can be said. */
    public String remedy() {
        return remedy;
    }

    private static String lines(String what, String where, String state, String remedy) {
        var text = new StringBuilder(what);
        append(text, "where", where);
        append(text, "state", state);
        append(text, "try", remedy);
        return Secrets.hidden(text.toString());
    }

    private static void append(StringBuilder text, String label, String value) {
        if (value != null && !value.isBlank()) {
            text.append("\n  ").append(label).append(": ").append(value.strip());
        }
    }
}

package shardlab.differential;

import java.util.List;

/**
 * What one engine made of a statement.
 *
 * @param rows     the rows it returned, the names and types of their columns first; sorted unless it asks for an order
 * @param tag      how many rows it returned or changed
 * @param sqlState the state of the error; null if there was none
 * @param message  the error's message; null if there was none
 */
record Outcome(List<String> rows, String tag, String sqlState, String message) {

    private static final int SHOWN_ROWS = 12;

    static Outcome error(String sqlState, String message) {
        return new Outcome(List.of(), "", sqlState == null ? "?????" : sqlState, message);
    }

    boolean failed() {
        return sqlState != null;
    }

    /** True if the connection was lost. */
    boolean lost() {
        return failed() && (sqlState.startsWith("08") || sqlState.equals("57P01"));
    }

    /** True if both failed with the same state, or both gave the same rows and tag. */
    boolean sameAs(Outcome other) {
        return failed() ? sqlState.equals(other.sqlState)
                : !other.failed() && rows.equals(other.rows) && tag.equals(other.tag);
    }

    @Override
    public String toString() {
        if (failed()) {
            return sqlState + " " + message;
        }
        String more = rows.size() > SHOWN_ROWS ? "\n    … " + rows.size() + " lines" : "";
        return tag + (rows.isEmpty() ? "" : "\n    "
                + String.join("\n    ", rows.subList(0, Math.min(SHOWN_ROWS, rows.size()))) + more);
    }
}

package shardlab.differential;

/**
 * One statement of a scenario.
 *
 * @param sql    its text, without a semicolon
 * @param input  the rows of a COPY from the client, as CSV; null for every other statement
 * @param second true if a second session runs it, opened for it alone, while the first may be within a transaction
 */
record Step(String sql, String input, boolean second) {

    private static final String SECOND = "second:";
    private static final String INPUT = "<<<";

    /** Reads what the grammar made: {@code second: …} or {@code copy … from stdin … <<< rows} or a plain statement. */
    static Step of(String text) {
        boolean second = text.startsWith(SECOND);
        String rest = second ? text.substring(SECOND.length()) : text;
        int input = rest.indexOf(INPUT);
        return input < 0 ? new Step(rest.strip(), null, second)
                : new Step(rest.substring(0, input).strip(), rest.substring(input + INPUT.length()).strip() + "\n", second);
    }

    /** What the grammar made, without the rows of a COPY. */
    String text() {
        return second ? SECOND + " " + sql : sql;
    }

    /** True if its rows come in an order that it asks for, and may be compared in it. */
    boolean ordered() {
        return sql.endsWith("-- ordered");
    }

    /** True if it tells how many rows it changed; for these Citus counts what it was sent, and not what was new. */
    boolean countsRows() {
        return !sql.matches("(?s)insert into .* select .* on conflict.*");
    }

    /** True if it sends rows to the client by COPY. */
    boolean copiesOut() {
        return sql.startsWith("copy ") && sql.contains(" to stdout");
    }

    /** True if it ends a transaction and keeps what was done. */
    boolean commits() {
        return sql.equals("commit");
    }

    /** True if it can change nothing, whatever becomes of it. */
    boolean reads() {
        return sql.matches("(?s)(select|values|table|with|explain|show|fetch|copy .* to stdout).*") && !sql.matches(
                "(?s).*\\b(insert|update|delete|merge|create_\\w+|undistribute_\\w+|isolate_\\w+|citus_\\w+|nextval)\\b.*");
    }

    /** True if it makes a column that takes numbers from a sequence. */
    boolean numbersRows() {
        return sql.matches("(?s)(create|alter) table .*\\b(serial|bigserial|identity)\\b.*");
    }

    /** As psql reads it. */
    String script() {
        String statement = sql + (sql.contains("--") ? "\n;" : ";");
        if (second) {
            return "\\! psql -X -q -c \"set search_path = diff, public\" -c " + shellQuoted(sql);
        }
        return input == null ? statement : statement + "\n" + input + "\\.";
    }

    private static String shellQuoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

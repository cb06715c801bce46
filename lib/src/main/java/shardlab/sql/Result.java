package shardlab.sql;

import java.util.List;

/**
 * What one statement gave.
 *
 * @param rows    the rows it returned, at most as many as were asked for, with the true total; null if it returns none
 * @param tag     the command tag as psql prints it, such as {@code INSERT 0 5} or {@code CREATE TABLE}
 * @param notices what the server said beside it, in order
 */
public record Result(Rows rows, String tag, List<Notice> notices) {

    /**
     * A message that is no error.
     *
     * @param severity such as {@code NOTICE} or {@code WARNING}
     * @param text     the message, with detail and hint on lines of their own
     */
    public record Notice(String severity, String text) {
    }
}

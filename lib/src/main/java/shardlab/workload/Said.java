package shardlab.workload;

import java.time.Duration;
import java.util.function.Supplier;
import shardlab.sql.SqlException;

/**
 * What a statement was told.
 *
 * @param asked    what was asked
 * @param told     the answer, or the first line of the error
 * @param sqlState the error's SQLSTATE; an empty text where there was none
 * @param after    how long the client waited for it
 */
public record Said(String asked, String told, String sqlState, Duration after) {

    /** Asks, and keeps what it is told. */
    static Said of(String asked, Supplier<String> statement) {
        long start = System.nanoTime();
        try {
            String answer = statement.get();
            return new Said(asked, answer, "", Duration.ofNanos(System.nanoTime() - start));
        } catch (SqlException e) {
            return new Said(asked, firstLine(e), e.sqlState(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static String firstLine(SqlException e) {
        return e.what().lines().findFirst().orElse("");
    }

    /** True if it was done. */
    public boolean answered() {
        return sqlState.isEmpty();
    }
}

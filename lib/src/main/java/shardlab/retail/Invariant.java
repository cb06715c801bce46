package shardlab.retail;

import java.util.Locale;

/**
 * A promise of the data, and whether the cluster found it kept.
 *
 * @param name       what it is called, such as {@code totals agree}
 * @param question   what was asked
 * @param sql        the statement that asked; it returns the number of violations
 * @param violations how many were found
 */
public record Invariant(String name, String question, String sql, long violations) {

    /** True if no violation was found. */
    public boolean ok() {
        return violations == 0;
    }

    /** One line. */
    @Override
    public String toString() {
        return (ok() ? "ok  " : "NOT ") + name + (ok() ? "" : String.format(Locale.ROOT, ": %,d violations", violations));
    }
}

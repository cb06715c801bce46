package shardlab.advise;

/**
 * A value of a column with its part of the rows.
 *
 * @param value as PostgreSQL writes it
 * @param share from 0 to 1, of the rows where the column is not NULL
 */
public record ValueShare(String value, double share) {
}

package shardlab.advise;

import java.util.List;

/**
 * A primary key, a unique constraint, a unique index or an exclusion constraint.
 *
 * @param table      the table's name
 * @param name       its name as SQL writes it
 * @param columns    its columns without quotes
 * @param kind       {@code p}, {@code u} or {@code x} as in {@code pg_constraint}; {@code i} for an index alone
 * @param columnsSql its columns as SQL writes them
 */
public record TableKey(String table, String name, List<String> columns, String kind, String columnsSql) {
}

package shardlab.advise;

import java.util.List;

/**
 * A primary key, a unique constraint, a unique index or an exclusion constraint.
 *
 * @param table      the table's name
 * @param name       its name as SQL writes it
 * @param columns    its columns without quotes; an empty text for an expression
 * @param kind       {@code p}, {@code u} or {@code x} as in {@code pg_constraint}; {@code i} for an index alone
 * @param columnsSql its columns as SQL writes them
 * @param schema     the schema of its index, as SQL writes it
 * @param nulls      {@code NULLS NOT DISTINCT} after a space, or nothing
 * @param include    {@code INCLUDE (…)} after a space, or nothing
 * @param where      {@code WHERE …} after a space, or nothing
 */
public record TableKey(String table, String name, List<String> columns, String kind, String columnsSql,
        String schema, String nulls, String include, String where) {
}

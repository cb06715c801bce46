package shardlab.advise;

/**
 * A column as the catalog has it.
 *
 * @param name     its name, without quotes
 * @param sql      the same as SQL writes it, such as {@code "Tenant Id"}
 * @param type     its type as PostgreSQL writes it, such as {@code character(2)}
 * @param nullable true if it may be NULL, which a distribution column never is
 * @param hashable true if Citus could hash it: its type has a default hash operator class
 * @param distinct how many values it has, from the source's statistics; -1 where these say nothing
 * @param values   what is known of its values
 */
public record AdviseColumn(String name, String sql, String type, boolean nullable, boolean hashable, double distinct,
        ColumnValues values) {

    /** The same column with values from elsewhere, such as {@code the file of values}. */
    AdviseColumn with(ValueShares others, String origin) {
        return new AdviseColumn(name, sql, type, nullable, hashable, others.distinct(distinct),
                values.with(others.shares(), origin));
    }

    /** The type without its length: what decides whether two columns can be co-located. */
    String baseType() {
        return type.replaceFirst("\\(.*\\)", "");
    }
}

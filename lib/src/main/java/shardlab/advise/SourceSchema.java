package shardlab.advise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * What the catalog of a database says of its tables.
 *
 * @param tables     by name
 * @param keys       what is unique in them
 * @param references foreign keys
 * @param roots      for each partition, the table that it is a part of
 */
public record SourceSchema(Map<String, AdviseTable> tables, List<TableKey> keys, List<KeyReference> references,
        Map<String, String> roots) {

    /** Asks the catalog; reads no row of a table. */
    static SourceSchema read(Session source) {
        Map<String, AdviseTable> tables = new LinkedHashMap<>();
        Rows found = ask(source, "tables");
        found.forEach(row -> tables.put(row.text("name"), table(row)));
        String path = source.query("show search_path").singleText();
        source.query(SqlFile.read("advise/search_path.sql"), "pg_catalog"); // so that the server writes schemas, too
        Long[] theirs = found.stream().map(row -> row.number("oid")).toArray(Long[]::new);
        ask(source, "columns", (Object) theirs).forEach(row -> addColumn(tables.get(row.text("name")), row));
        Map<String, String> roots = new LinkedHashMap<>();
        ask(source, "partitions").forEach(row -> roots.put(row.text("name"), row.text("root")));
        var read = new SourceSchema(tables, ask(source, "keys", (Object) theirs).stream().map(SourceSchema::key).toList(),
                ask(source, "references", theirs, theirs).stream().map(SourceSchema::reference).toList(), roots);
        source.query(SqlFile.read("advise/search_path.sql"), path);
        return read;
    }

    /** The table that a relation is, or is a partition of; null if it is none, such as a system catalog. */
    AdviseTable tableOf(String relation) {
        return tables.get(roots.getOrDefault(relation, relation));
    }

    AdviseColumn column(TableColumn column) {
        return tables.get(column.table()).columns().get(column.column());
    }

    /** True if somebody has counted every table. */
    boolean rowsKnown() {
        return tables.values().stream().allMatch(AdviseTable::rowsKnown);
    }

    /** True if a column by itself is a key. */
    boolean isUnique(TableColumn column) {
        return keys.stream().anyMatch(key -> key.table().equals(column.table())
                && key.columns().equals(List.of(column.column())) && !key.kind().equals("x") && key.where().isEmpty());
    }

    /** The same with the rows of a table from elsewhere. */
    SourceSchema withRows(Map<String, Double> counts) {
        Map<String, AdviseTable> counted = new LinkedHashMap<>(tables);
        counts.forEach((name, rows) -> counted.computeIfPresent(name, (key, table) -> table.withRows(rows)));
        return new SourceSchema(counted, keys, references, roots);
    }

    /** The same with values of columns from elsewhere. */
    SourceSchema withValues(Map<TableColumn, ValueShares> values, String origin) {
        Map<String, AdviseTable> valued = new LinkedHashMap<>(tables);
        values.forEach((column, shares) -> valued.computeIfPresent(column.table(), (key, table) ->
                table.with(column(column).with(shares, origin))));
        return new SourceSchema(valued, keys, references, roots);
    }

    private static Rows ask(Session source, String question, Object... parameters) {
        return source.query(SqlFile.read("advise/" + question + ".sql"), parameters);
    }

    private static AdviseTable table(Rows.Row row) {
        return new AdviseTable(row.text("name"), row.text("sql"), row.decimal("rows").doubleValue(), texts(row, "triggers"),
                texts(row, "attributes"), new LinkedHashMap<>());
    }

    private static void addColumn(AdviseTable table, Rows.Row row) {
        table.columns().put(row.text("column"), new AdviseColumn(row.text("column"), row.text("sql"), row.text("type"),
                row.truth("nullable"), row.truth("hashable"), distinct(row.decimal("distinct").doubleValue(), table),
                values(row, table)));
    }

    /** The statistics tell a number of values, or a negative part of all rows; 0 if they do not know. */
    private static double distinct(double told, AdviseTable table) {
        return told > 0 ? told : told < 0 && table.rowsKnown() ? -told * table.rows() : -1;
    }

    private static ColumnValues values(Rows.Row row, AdviseTable table) {
        List<String> common = texts(row, "common_values");
        List<String> parts = texts(row, "common_parts");
        double notNull = 1 - row.decimal("nulls").doubleValue();
        List<ValueShare> shares = common.size() != parts.size() ? List.of() : IntStream.range(0, parts.size())
                .mapToObj(i -> new ValueShare(common.get(i), Double.parseDouble(parts.get(i)) / notNull)).toList();
        List<String> all = texts(row, "bounds");
        double distinct = distinct(row.decimal("distinct").doubleValue(), table);
        boolean each = shares.isEmpty() && all.size() == Math.round(distinct);
        return new ColumnValues(row.text("hash_type"), row.decimal("correlation").doubleValue(),
                each ? all.stream().map(value -> new ValueShare(value, 1.0 / all.size())).toList() : shares,
                row.truth("analyzed") && common.size() == parts.size() ? "the statistics" : "");
    }

    private static TableKey key(Rows.Row row) {
        return new TableKey(row.text("name"), row.text("key"), texts(row, "columns"), row.text("kind"),
                row.text("columns_sql"), row.text("schema"), row.text("nulls"),
                row.text("include"), row.text("where"));
    }

    private static KeyReference reference(Rows.Row row) {
        return new KeyReference(row.text("name"), row.text("key"), texts(row, "columns"), row.text("target"),
                texts(row, "target_columns"), row.text("definition"), row.text("tail"), row.truth("changes_columns"));
    }

    private static List<String> texts(Rows.Row row, String column) {
        return ((List<?>) row.get(column)).stream().map(String::valueOf).toList();
    }
}

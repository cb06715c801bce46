package shardlab.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * What there is to write statements about: read from a coordinator's catalog, so that it is true whatever the statements
 * before did. All names are quoted as SQL wants them.
 *
 * @param tables tables and views
 * @param enums  the labels of each enum
 */
record Schema(List<Table> tables, Map<String, List<String>> enums) {

    /** Where the statements of a scenario live. */
    static final Set<String> SCHEMAS = Set.of("diff", "\"diff 2\"");

    /**
     * A table or view.
     *
     * @param kind  {@code distributed}, {@code reference}, {@code local} or {@code view}
     * @param parts names of its indexes, constraints, policies and triggers, by that word
     */
    record Table(String name, String kind, List<Column> columns, Map<String, List<String>> parts) {
    }

    /**
     * A column.
     *
     * @param type         its type as the server formats it, such as {@code character varying(10)}
     * @param base         the type's plain name; of a domain, that of the type under it
     * @param filled       true if the server gives it values and takes none
     */
    record Column(String name, String type, String base, boolean notNull, boolean key, boolean distribution,
            boolean filled) {
    }

    static final Schema EMPTY = new Schema(List.of(), Map.of());

    /** Reads the catalog. */
    static Schema read(Session session) {
        Map<String, List<String>> enums = new TreeMap<>();
        for (Rows.Row row : session.query(SqlFile.read("differential/enums.sql"))) {
            enums.computeIfAbsent(row.text("type"), name -> new ArrayList<>()).add(row.text("label"));
        }
        return new Schema(tables(session), enums);
    }

    private static List<Table> tables(Session session) {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (Rows.Row row : session.query(SqlFile.read("differential/columns.sql"))) {
            tables.computeIfAbsent(row.text("table"),
                    name -> new Table(name, row.text("kind"), new ArrayList<>(), new TreeMap<>()))
                    .columns().add(column(row));
        }
        for (Rows.Row row : session.query(SqlFile.read("differential/parts.sql"))) {
            Table table = tables.get(row.text("table"));
            if (table != null) {
                table.parts().computeIfAbsent(row.text("kind"), kind -> new ArrayList<>()).add(row.text("part"));
            }
        }
        return List.copyOf(tables.values());
    }

    private static Column column(Rows.Row row) {
        return new Column(row.text("column"), row.text("type"), row.text("base"), row.truth("not_null"), row.truth("key"),
                row.truth("distribution"), row.truth("filled"));
    }
}

package shardlab.app;

import java.util.Set;
import shardlab.sql.Rows;

/** Rows as text for a terminal. */
final class RowsText {

    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric", "float4", "float8", "oid");

    private RowsText() {
    }

    static String of(Rows rows) {
        var columns = rows.columns();
        var table = new TextTable(columns.stream().map(Rows.Column::name).toArray(String[]::new));
        for (int i = 0; i < columns.size(); i++) {
            if (NUMBERS.contains(columns.get(i).type())) {
                table.alignRight(i);
            }
        }
        for (Rows.Row row : rows) {
            table.row(row.values().stream().map(RowsText::cell).toArray(String[]::new));
        }
        String shown = rows.size() < rows.total() ? rows.size() + " of " : "";
        return table + "(" + shown + rows.total() + (rows.total() == 1 ? " row)\n" : " rows)\n");
    }

    private static String cell(Object value) {
        return value == null ? "" : value.toString().replace("\n", "\\n");
    }
}

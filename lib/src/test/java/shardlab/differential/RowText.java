package shardlab.differential;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows as lines of text, as the server wrote the values. */
final class RowText {

    private RowText() {
    }

    static Outcome read(ResultSet rows, boolean ordered) throws SQLException {
        List<String> lines = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            lines.add(line(rows, columns));
        }
        if (!ordered) {
            Collections.sort(lines);
        }
        int count = lines.size();
        lines.add(0, header(rows.getMetaData()));
        return new Outcome(lines, count + " rows", null, null);
    }

    private static String line(ResultSet rows, int columns) throws SQLException {
        var line = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
            String value = isVoid(rows.getMetaData(), i) ? "" : rows.getString(i);
            line.append(i == 1 ? "" : " | ").append(value == null ? "(null)" : value);
        }
        return line.toString();
    }

    /** What a function gives that gives nothing is no value. */
    private static boolean isVoid(ResultSetMetaData meta, int column) throws SQLException {
        return meta.getColumnTypeName(column).equals("void");
    }

    private static String header(ResultSetMetaData meta) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnLabel(i) + " " + type(meta.getColumnTypeName(i)));
        }
        return String.join(" | ", names);
    }

    /** The driver calls a column with a sequence for its default by a type that PostgreSQL does not have. */
    private static String type(String driversName) {
        return switch (driversName) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> driversName;
        };
    }
}

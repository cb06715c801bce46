package shardlab.advise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import shardlab.LabException;

/** Rows of tables in a CSV of two columns, {@code table,rows}; a first line that says so may be there. */
final class RowCounts {

    private static final Pattern HEADER = Pattern.compile("(?i)\\s*\"?table\"?\\s*[,;]\\s*\"?rows\"?\\s*");

    private RowCounts() {
    }

    /**
     * Reads it.
     *
     * @param unread gets a sentence for each table that the schema does not have
     * @throws LabException if a line has no number
     */
    static Map<String, Double> read(String csv, SourceSchema schema, List<String> unread) {
        Map<String, Double> counts = new LinkedHashMap<>();
        CsvLines.read(csv, HEADER, (line, number) -> add(line, number, schema, counts, unread));
        return counts;
    }

    private static void add(String line, int number, SourceSchema schema, Map<String, Double> counts, List<String> unread) {
        int comma = Math.max(line.lastIndexOf(','), line.lastIndexOf(';'));
        String rows = line.substring(comma + 1).strip().replace("\"", "").replace("_", "");
        if (comma < 1 || !rows.matches("\\d{1,15}")) {
            throw new LabException("line " + number + " of the row counts is no table with its rows", null, line,
                    "write lines such as public.orders,1000000", null);
        }
        String name = line.substring(0, comma).strip();
        schema.tables().values().stream().filter(table -> names(table, name)).findFirst().ifPresentOrElse(
                table -> counts.put(table.name(), Double.valueOf(rows)),
                () -> unread.add("the row count of " + name + ": the schema has no such table"));
    }

    /** True if a table is called so in a file: with its schema or, in public, without it. */
    static boolean names(AdviseTable table, String name) {
        String bare = ConditionReader.unquoted(name);
        return List.of(name, bare, "public." + name, "public." + bare).stream()
                .anyMatch(each -> each.equals(table.name()) || each.equals(table.sql()));
    }
}

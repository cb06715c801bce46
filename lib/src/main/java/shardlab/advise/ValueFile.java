package shardlab.advise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import shardlab.LabException;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * How often values of columns come, in a CSV of four columns: {@code table,column,value,share}, a line for each value, the
 * share from 0 to 1 of the rows where the column is not NULL. A first line that says so may be there.
 */
final class ValueFile {

    static final String ORIGIN = "the file of values";

    private static final String FIELD = "\\s*(\"(?:[^\"]|\"\")*\"|[^,\"]*?)\\s*";
    private static final Pattern LINE = Pattern.compile(FIELD + "," + FIELD + "," + FIELD
            + ",\\s*(\\d*\\.?\\d+(?:[eE]-?\\d+)?)\\s*");
    private static final Pattern HEADER = Pattern.compile("(?i)\\s*table\\s*,\\s*column\\s*,\\s*value\\s*,\\s*share\\s*");
    private static final double ROUNDING = 1e-3;

    private final Session source;
    private final SourceSchema schema;
    private final List<String> unread;

    ValueFile(Session source, SourceSchema schema, List<String> unread) {
        this.source = source;
        this.schema = schema;
        this.unread = unread;
    }

    /**
     * The schema with these values in place of what the server knows of the columns that are named.
     *
     * @throws LabException if a line has no share, or the shares of a column are more than all of its rows
     */
    SourceSchema read(String csv) {
        Map<TableColumn, List<ValueShare>> found = new LinkedHashMap<>();
        CsvLines.read(csv, HEADER, (line, number) -> add(line, number, found));
        Map<TableColumn, ValueShares> known = new LinkedHashMap<>();
        found.forEach((column, shares) -> typed(column, shares).ifPresent(values -> known.put(column, values)));
        return schema.withValues(known, ORIGIN);
    }

    private void add(String line, int number, Map<TableColumn, List<ValueShare>> found) {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches() || Double.parseDouble(fields.group(4)) > 1) {
            throw new LabException("line " + number + " of the values is no value with its share", null, line,
                    "write lines such as public.customer,state,CA,0.18: table, column, value, share from 0 to 1", null);
        }
        String table = ConditionReader.unquoted(fields.group(1));
        String column = ConditionReader.unquoted(fields.group(2));
        column(table, column).ifPresentOrElse(
                place -> found.computeIfAbsent(place, key -> new ArrayList<>()).add(new ValueShare(
                        ConditionReader.unquoted(fields.group(3)), Double.parseDouble(fields.group(4)))),
                () -> tellOnce("the values of " + table + "." + column + ": the schema has no such column"));
    }

    private void tellOnce(String sentence) {
        if (!unread.contains(sentence)) {
            unread.add(sentence);
        }
    }

    private Optional<TableColumn> column(String table, String column) {
        return schema.tables().values().stream().filter(each -> RowCounts.names(each, table))
                .flatMap(each -> each.columns().values().stream()
                        .filter(known -> known.name().equals(column) || known.sql().equals(column))
                        .map(known -> new TableColumn(each.name(), known.name())))
                .findFirst();
    }

    /** The values as the server writes them, for their hash is that of the value, whatever it looks like in the file. */
    private Optional<ValueShares> typed(TableColumn column, List<ValueShare> shares) {
        double sum = shares.stream().mapToDouble(ValueShare::share).sum();
        if (sum > 1 + ROUNDING) {
            throw new LabException("the values of " + column + " have more than all of its rows", null,
                    "their shares add up to " + Numbers.text(sum), "write shares of 1: 0.18 for 18 percent", null);
        }
        String[] texts = shares.stream().map(ValueShare::value).toArray(String[]::new);
        Rows[] typed = new Rows[1];
        try {
            source.transaction(() -> typed[0] = source.query(source.format(SqlFile.read("advise/values.sql"),
                    schema.column(column).type()), (Object) texts));
        } catch (SqlException e) {
            unread.add("the values of " + column + ": " + e.what());
            return Optional.empty();
        }
        List<ValueShare> values = IntStream.range(0, shares.size()).mapToObj(i ->
                new ValueShare(typed[0].rows().get(i).text("value"), shares.get(i).share())).toList();
        return Optional.of(new ValueShares(values, sum >= 1 - ROUNDING));
    }
}

package shardlab.advise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * A sample of the rows of each table that has a candidate for a distribution column: how often the values of the candidates
 * come. No other column is read, and columns of which no value comes twice are not.
 */
final class RowSample {

    private static final long MOST_ROWS = 1_000_000;
    private static final int ALL = 100;
    /** So that the limit seldom cuts a sample, whose last rows are the table's last ones. */
    private static final double BELOW_THE_LIMIT = 0.9;
    /** Beyond so many rows only some pages are looked at, though rows of one page are often alike. */
    private static final double LARGE = 10_000_000;

    private final Session source;
    private final long mostRows;
    private final List<String> unread;
    private final Map<TableColumn, ValueShares> found = new LinkedHashMap<>();
    private long rowsRead;
    private int tablesRead;

    private RowSample(Session source, long mostRows, List<String> unread) {
        this.source = source;
        this.mostRows = mostRows;
        this.unread = unread;
    }

    /** @throws LabException if it is no number of rows that can be held in memory */
    static long checked(long rows) {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new LabException("a sample of " + rows + " rows cannot be read",
                    String.format(Locale.ROOT, "say 1 to %,d: --sample 10000", MOST_ROWS));
        }
        return rows;
    }

    /** The reading with the shares of at most so many rows of each table in place of the statistics' ones. */
    static WhatWasRead read(Session source, WhatWasRead reading, Rule rule, long mostRows) {
        SourceSchema schema = reading.schema();
        var sample = new RowSample(source, mostRows, reading.unread());
        var candidates = new Candidates(schema, reading.queries(), rule);
        schema.tables().values().forEach(table -> sample.read(table, candidates.columnsOf(table.name()).stream()
                .map(column -> new TableColumn(table.name(), column)).filter(column -> !schema.isUnique(column)
                        && !schema.column(column).values().origin().equals(ValueFile.ORIGIN)).toList()));
        return new WhatWasRead(reading.where() + sample.words(), schema.withValues(sample.found, sample.origin()),
                reading.queries(), reading.copy(), reading.unread());
    }

    private String words() {
        return String.format(Locale.ROOT, "; %,d rows of %d table%s were read, of no more than %,d a table (--sample)",
                rowsRead, tablesRead, tablesRead == 1 ? "" : "s", mostRows);
    }

    private String origin() {
        return String.format(Locale.ROOT, "a sample of at most %,d rows", mostRows);
    }

    private void read(AdviseTable table, List<TableColumn> columns) {
        if (columns.isEmpty()) {
            return;
        }
        String texts = columns.stream().map(column -> table.columns().get(column.column()).sql() + "::text")
                .collect(Collectors.joining(", "));
        BigDecimal percent = percent(table);
        Rows[] rows = new Rows[1];
        try {
            source.transaction(() -> rows[0] = source.query(source.format(SqlFile.read("advise/sample.sql"), texts,
                    table.sql(), table.rows() > LARGE ? "system" : "bernoulli", percent.toPlainString(),
                    Long.toString(mostRows))));
        } catch (SqlException e) {
            unread.add("a sample of " + table.name() + ": " + e.what());
            return;
        }
        count(table, columns, rows[0], percent.intValue() == ALL);
    }

    /** So many percent of the rows; all where nobody has counted them. */
    private BigDecimal percent(AdviseTable table) {
        double part = table.rows() > mostRows ? ALL * BELOW_THE_LIMIT * mostRows / table.rows() : ALL;
        return BigDecimal.valueOf(part).setScale(6, RoundingMode.UP).min(BigDecimal.valueOf(ALL));
    }

    private void count(AdviseTable table, List<TableColumn> columns, Rows rows, boolean everyPage) {
        Map<Long, List<Rows.Row>> byColumn = rows.stream().collect(Collectors.groupingBy(row -> row.number("place")));
        long read = rows(byColumn.getOrDefault(1L, List.of()));
        rowsRead += read;
        tablesRead += read > 0 ? 1 : 0;
        if (everyPage && read == mostRows) {
            unread.add("a fair sample of " + table.name() + ": it has more rows than somebody has counted, and its first "
                    + "ones were read (ANALYZE)");
        }
        for (int i = 0; i < columns.size(); i++) {
            List<Rows.Row> values = byColumn.getOrDefault(i + 1L, List.of()).stream()
                    .filter(row -> row.text("value") != null).toList();
            if (!values.isEmpty()) {
                found.put(columns.get(i), shares(values, everyPage && read < mostRows));
            }
        }
    }

    /** Of a part of the rows, values that came once say nothing: they are as even as those that did not come. */
    private static ValueShares shares(List<Rows.Row> values, boolean allRows) {
        double all = rows(values);
        List<ValueShare> shares = new ArrayList<>();
        values.stream().filter(row -> allRows || row.number("rows") > 1)
                .forEach(row -> shares.add(new ValueShare(row.text("value"), row.number("rows") / all)));
        return new ValueShares(shares, shares.size() == values.size());
    }

    private static long rows(List<Rows.Row> rows) {
        return rows.stream().mapToLong(row -> row.number("rows")).sum();
    }
}

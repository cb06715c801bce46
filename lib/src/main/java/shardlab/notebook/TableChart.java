package shardlab.notebook;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import shardlab.LabException;
import shardlab.chart.Chart;
import shardlab.chart.ResultBars;
import shardlab.chart.ResultColumn;
import shardlab.chart.ResultHistogram;
import shardlab.chart.ResultLines;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table on its way to a picture. What is not said is taken from the columns' names.
 *
 * @param table the rows
 * @param title what stands above the picture; empty if nobody said
 * @param unit  the unit of the numbers, such as {@code USD}; empty if nobody said
 * @param caption what stands below the picture; empty if nobody said
 */
public record TableChart(Table table, String title, String unit, String caption) {

    private static final double SECONDS_OF_A_DAY = 86_400;

    static TableChart of(Table table) {
        return new TableChart(table, "", "", "");
    }

    /** The same with a title. */
    public TableChart titled(String text) {
        return new TableChart(table, text, unit, caption);
    }

    /** The same with the unit of its numbers, which stands along their axis. */
    public TableChart unit(String text) {
        return new TableChart(table, title, text, caption);
    }

    /** The same with a line below it, such as {@code lab.caption()}. */
    public TableChart caption(String text) {
        return new TableChart(table, title, unit, text);
    }

    /**
     * A bar for each row.
     *
     * @param names  the column that names the bars
     * @param values the column of their lengths
     * @throws LabException if there is no such column, or the second has no numbers
     */
    public Chart bars(String names, String values) {
        var named = new ResultColumn(names, texts(column(names)), new double[0], false);
        return new ResultBars(title.isEmpty() ? values + " by " + names : title, named,
                number(values, axis(values)), caption);
    }

    /**
     * Lines through the rows, in their order.
     *
     * @param along from left to right: numbers and dates at their distance, anything else one after the other
     * @param lines the columns of numbers
     * @throws LabException if there is no such column, or one of the lines has no numbers
     */
    public Chart line(String along, String... lines) {
        String all = String.join(", ", lines);
        String axis = lines.length == 1 ? axis(all) : unit;
        return new ResultLines(title.isEmpty() ? all + " by " + along : title, place(along), axis,
                Stream.of(lines).map(line -> number(line, line)).toList(), caption);
    }

    /**
     * How often values occur.
     *
     * @param values a column of numbers
     * @throws LabException if there is no such column, or it has no numbers
     */
    public Chart histogram(String values) {
        return new ResultHistogram(title.isEmpty() ? values + " of " + table.rowCount() + " rows" : title,
                number(values, axis(values)), caption);
    }

    private String axis(String column) {
        return unit.isEmpty() ? column : column + " (" + unit + ")";
    }

    private Column<?> column(String name) {
        if (!table.containsColumn(name)) {
            throw new LabException("There is no column '" + name + "'", "a chart of " + table.name(),
                    "it has " + String.join(", ", table.columnNames()), "name one of them", null);
        }
        return table.column(name);
    }

    private ResultColumn number(String name, String axis) {
        if (!(column(name) instanceof NumericColumn<?> numbers)) {
            throw new LabException("The column '" + name + "' has no numbers that can be drawn",
                    "a chart of " + table.name(),
                    "its values are " + column(name).type().name().toLowerCase(Locale.ROOT),
                    "cast it in the query, such as " + name + "::float8", null);
        }
        return numbers(axis, numbers);
    }

    private static ResultColumn numbers(String axis, NumericColumn<?> column) {
        return ResultColumn.numbers(axis, IntStream.range(0, column.size())
                .mapToDouble(row -> column.isMissing(row) ? Double.NaN : column.getDouble(row)).toArray());
    }

    /** Numbers and dates at their distance, names one after the other. */
    private ResultColumn place(String name) {
        Column<?> column = column(name);
        if (column instanceof NumericColumn<?> numbers) {
            return numbers(name, numbers);
        }
        IntStream rows = IntStream.range(0, column.size());
        return new ResultColumn(name, texts(column), rows.mapToDouble(row -> day(column.get(row), row)).toArray(), false);
    }

    private static List<String> texts(Column<?> column) {
        return IntStream.range(0, column.size())
                .mapToObj(row -> column.isMissing(row) ? "none" : column.getString(row)).toList();
    }

    private static double day(Object value, int row) {
        if (value == null) {
            return Double.NaN;
        }
        if (value instanceof LocalDate date) {
            return date.toEpochDay();
        }
        return value instanceof LocalDateTime time ? time.toEpochSecond(ZoneOffset.UTC) / SECONDS_OF_A_DAY : row;
    }
}

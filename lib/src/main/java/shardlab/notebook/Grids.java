package shardlab.notebook;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import shardlab.LabException;
import shardlab.sql.Rows;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Makes what notebooks show as a table into a {@link Grid}. */
final class Grids {

    /** Rows of a table or list that are shown; {@code %%sql} has a limit of its own. */
    static final int SHOWN_ROWS = 50;

    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "serial", "bigserial", "smallserial",
            "float4", "float8", "numeric", "money", "oid");

    private Grids() {
    }

    /** All rows that are held, and how many there are in all. */
    static Grid of(Rows rows) {
        List<Grid.Column> columns = rows.columns().stream()
                .map(column -> new Grid.Column(column.name(), column.type(), NUMBERS.contains(column.type()))).toList();
        List<List<String>> cells = rows.stream().map(row -> IntStream.range(0, columns.size())
                .mapToObj(i -> written(rows, row, i)).toList()).toList();
        return new Grid(columns, cells, count(rows.size(), rows.total()));
    }

    /** The first rows of a Tablesaw table. */
    static Grid of(Table table) {
        List<Grid.Column> columns = table.columns().stream().map(column ->
                new Grid.Column(column.name(), column.type().name(), column instanceof NumericColumn)).toList();
        int shown = Math.min(SHOWN_ROWS, table.rowCount());
        List<List<String>> cells = IntStream.range(0, shown).mapToObj(row -> table.columns().stream()
                .map(column -> text(column, row)).toList()).toList();
        return new Grid(columns, cells, count(shown, table.rowCount()));
    }

    /** The first records of a list, a column for each component. */
    static Grid of(List<? extends Record> records) {
        RecordComponent[] components = records.get(0).getClass().getRecordComponents();
        List<Grid.Column> columns = Arrays.stream(components).map(component -> new Grid.Column(
                component.getName(), component.getType().getSimpleName(), isNumber(component.getType()))).toList();
        List<List<String>> cells = records.stream().limit(SHOWN_ROWS).map(item -> Arrays.stream(components)
                .map(component -> CellText.of(value(component, item))).toList()).toList();
        return new Grid(columns, cells, count(cells.size(), records.size()));
    }

    /** True if all items are records of one type, and there is one. */
    static boolean areRecords(List<?> items) {
        return !items.isEmpty() && items.get(0) instanceof Record first
                && items.stream().allMatch(item -> item != null && item.getClass() == first.getClass());
    }

    /** What the server wrote, but for a truth value, which Java writes out. */
    static String written(Rows rows, Rows.Row row, int column) {
        boolean truth = rows.columns().get(column).type().equals("bool");
        return truth ? CellText.of(row.at(column)) : row.written(column);
    }

    private static String text(Column<?> column, int row) {
        return column.isMissing(row) ? null : column.getString(row);
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(type)
                || (type.isPrimitive() && type != boolean.class && type != char.class);
    }

    private static Object value(RecordComponent component, Record item) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(item);
        } catch (ReflectiveOperationException e) {
            throw new LabException("The component '" + component.getName() + "' could not be read",
                    item.getClass().getSimpleName(), String.valueOf(e.getCause()), null, e);
        }
    }

    /** How many rows are shown, such as {@code 20 of 1,234 rows}. */
    static String count(long shown, long total) {
        String all = String.format(Locale.ROOT, total == 1 ? "%,d row" : "%,d rows", total);
        return shown == total ? all : String.format(Locale.ROOT, "%,d of %s", shown, all);
    }
}

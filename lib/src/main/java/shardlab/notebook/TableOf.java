package shardlab.notebook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import shardlab.sql.Rows;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * Rows as a Tablesaw table, without loss: a column gets the Tablesaw type of its values only if that type holds every
 * one of them exactly, and is text otherwise. So {@code numeric} becomes a {@link DoubleColumn} as long as each value
 * survives the way there and back (15 digits always do), a timestamp becomes a {@link DateTimeColumn} as long as none
 * has microseconds below the millisecond, and arrays, json, uuid, interval and whatever else PostgreSQL has are text.
 * All whole numbers become a {@link LongColumn}. A repeated column name gets a number.
 */
final class TableOf {

    private TableOf() {
    }

    /** A table of all rows that are held. */
    static Table rows(String name, Rows rows) {
        Table table = Table.create(name);
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            Rows.Column column = rows.columns().get(i);
            int index = i;
            List<Object> values = rows.stream().map(row -> row.at(index)).toList();
            List<String> texts = rows.stream().map(row -> Grids.written(rows, row, index)).toList();
            table.addColumns(column(unique(column.name(), taken), column.type(), values, texts));
        }
        return table;
    }

    /** Tablesaw compares column names without case. */
    private static String unique(String name, Set<String> taken) {
        String candidate = name;
        for (int i = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    private static Column<?> column(String name, String type, List<Object> values, List<String> texts) {
        Column<?> typed = typed(name, type, values);
        return typed == null ? Texts.column(name, texts) : typed;
    }

    /** A column of the values' own type; null where it would not hold all of them. */
    private static Column<?> typed(String name, String type, List<Object> values) {
        return switch (type) {
            case "int2", "int4", "int8", "oid" -> longs(name, values);
            case "float4", "float8", "numeric" -> doubles(name, type, values);
            case "bool" -> fill(BooleanColumn.create(name), values, Boolean.class::cast);
            case "date" -> all(values, LocalDate.class, date -> date.getYear() > 0 && date.getYear() < 30_000)
                    ? fill(DateColumn.create(name), values, LocalDate.class::cast) : null;
            case "timestamp" -> all(values, LocalDateTime.class, TableOf::fits)
                    ? fill(DateTimeColumn.create(name), values, LocalDateTime.class::cast) : null;
            case "time" -> all(values, LocalTime.class, time -> time.equals(time.truncatedTo(ChronoUnit.MILLIS)))
                    ? fill(TimeColumn.create(name), values, LocalTime.class::cast) : null;
            default -> null;
        };
    }

    private static boolean fits(LocalDateTime time) {
        return time.equals(time.truncatedTo(ChronoUnit.MILLIS)) && time.getYear() > 0 && time.getYear() < 30_000;
    }

    private static <T> boolean all(List<Object> values, Class<T> type, Predicate<T> exact) {
        return values.stream().filter(Objects::nonNull)
                .allMatch(value -> type.isInstance(value) && exact.test(type.cast(value)));
    }

    private static Column<?> longs(String name, List<Object> values) {
        if (!all(values, Number.class, number -> number.longValue() != Long.MIN_VALUE)) {
            return null;
        }
        return fill(LongColumn.create(name), values, value -> ((Number) value).longValue());
    }

    private static Column<?> doubles(String name, String type, List<Object> values) {
        boolean exact = type.equals("numeric") ? all(values, BigDecimal.class, TableOf::survives)
                : all(values, Number.class, number -> !Double.isNaN(number.doubleValue()));
        if (!exact) {
            return null;
        }
        DoubleColumn column = DoubleColumn.create(name);
        fill(column, values, value -> Double.parseDouble(value.toString()));
        scale(values).ifPresent(digits -> column.setPrintFormatter(NumberColumnFormatter.fixedWithGrouping(digits)));
        return column;
    }

    private static boolean survives(BigDecimal number) {
        double near = number.doubleValue();
        return !Double.isInfinite(near) && new BigDecimal(Double.toString(near)).compareTo(number) == 0;
    }

    /** The digits after the point that the values of a numeric column have, if they are numeric. */
    private static OptionalInt scale(List<Object> values) {
        return values.stream().filter(BigDecimal.class::isInstance).mapToInt(value -> ((BigDecimal) value).scale()).max();
    }

    private static <T> Column<?> fill(Column<T> column, List<Object> values, Function<Object, T> as) {
        values.forEach(value -> {
            if (value == null) {
                column.appendMissing();
            } else {
                column.append(as.apply(value));
            }
        });
        return column;
    }
}

package shardlab.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows that a statement returned, held in memory.
 *
 * @param columns the columns in order; names may repeat, as SQL allows
 * @param rows    the rows kept, each with a value or null a column
 * @param total   how many rows the statement returned; more than {@code rows} holds where a limit was asked for
 */
public record Rows(List<Column> columns, List<Row> rows, long total) implements Iterable<Rows.Row> {

    /**
     * One column.
     *
     * @param name the name that the statement gave it
     * @param type PostgreSQL's name of its type, such as {@code int8}, {@code numeric}, {@code timestamptz}
     */
    public record Column(String name, String type) {
    }

    /** One row: what the server wrote, and the values that {@link Values} makes of it. */
    public static final class Row {

        private final List<Column> columns;
        private final String[] texts;

        Row(List<Column> columns, String[] texts) {
            this.columns = columns;
            this.texts = texts;
        }

        /** The value of the column at an index that starts at 0. */
        public Object at(int index) {
            return Values.of(columns.get(index).type(), texts[index]);
        }

        /** The same as the server writes it, in the session's time zone; null for NULL. */
        public String written(int index) {
            return texts[index];
        }

        /**
         * The value of the first column of that name, or null for NULL.
         *
         * @throws IllegalArgumentException if there is no such column
         */
        public Object get(String name) {
            for (int i = 0; i < texts.length; i++) {
                if (columns.get(i).name().equals(name)) {
                    return at(i);
                }
            }
            throw new IllegalArgumentException("no column '" + name + "' among "
                    + columns.stream().map(Column::name).toList());
        }

        /** The value as text, or null. */
        public String text(String name) {
            Object value = get(name);
            return value == null ? null : value.toString();
        }

        /** The value as a whole number; NULL throws, and so does a number with a fraction, or one that does not fit. */
        public long number(String name) {
            return whole((Number) get(name));
        }

        /** The value as an int; NULL throws, and so does a number that does not fit. */
        public int integer(String name) {
            return Math.toIntExact(number(name));
        }

        /** The value as an exact decimal, or null. */
        public BigDecimal decimal(String name) {
            Object value = get(name);
            return value == null ? null : value instanceof BigDecimal d ? d : new BigDecimal(value.toString());
        }

        /** The value as a truth value; NULL throws. */
        public boolean truth(String name) {
            return (Boolean) get(name);
        }

        /** All values in the order of the columns. */
        public List<Object> values() {
            return IntStream.range(0, texts.length).mapToObj(this::at).collect(Collectors.collectingAndThen(
                    Collectors.toCollection(ArrayList::new), Collections::unmodifiableList));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && Arrays.deepEquals(values().toArray(), row.values().toArray());
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(values().toArray());
        }

        @Override
        public String toString() {
            return Arrays.deepToString(values().toArray());
        }
    }

    /** How many rows are held. */
    public int size() {
        return rows.size();
    }

    /** The row at an index that starts at 0. */
    public Row row(int index) {
        return rows.get(index);
    }

    /** The first rows, at most so many; {@link #total} stays, so that a table of them says how many there are. */
    public Rows first(int most) {
        return rows.size() <= most ? this : new Rows(columns, rows.subList(0, most), total);
    }

    /**
     * The only value of the only row.
     *
     * @throws IllegalStateException if there is not exactly one row with one column
     */
    public Object single() {
        if (rows.size() != 1 || columns.size() != 1) {
            throw new IllegalStateException("expected one value, got " + rows.size() + " rows of "
                    + columns.size() + " columns");
        }
        return rows.get(0).at(0);
    }

    /** The only value, as a whole number; one with a fraction throws. */
    public long singleNumber() {
        return whole((Number) single());
    }

    private static long whole(Number number) {
        return number instanceof Long || number instanceof Integer ? number.longValue()
                : new BigDecimal(number.toString()).longValueExact();
    }

    /** The only value as text, or null. */
    public String singleText() {
        Object value = single();
        return value == null ? null : value.toString();
    }

    /** The rows as a stream. */
    public Stream<Row> stream() {
        return rows.stream();
    }

    @Override
    public Iterator<Row> iterator() {
        return rows.iterator();
    }
}

package shardlab.sql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * How PostgreSQL's values become Java's, without loss: {@code numeric} is {@link java.math.BigDecimal}, timestamps
 * keep their microseconds, an array is a {@link List}, and what Java has no type for is PostgreSQL's own text.
 */
public final class Values {

    private Values() {
    }

    /**
     * Reads one value of the current row.
     *
     * @param column index from 1, as JDBC counts
     * @param type   PostgreSQL's name of the column's type
     */
    public static Object read(ResultSet rs, int column, String type) throws SQLException {
        return switch (type) {
            case "bool", "int2", "int4", "int8", "float4", "float8", "text", "varchar", "uuid" -> rs.getObject(column);
            case "numeric" -> numeric(rs, column);
            case "date" -> orText(rs, column, LocalDate.class);
            case "timestamp" -> orText(rs, column, LocalDateTime.class);
            case "timestamptz" -> orText(rs, column, OffsetDateTime.class);
            case "time" -> rs.getObject(column, LocalTime.class);
            case "bytea" -> rs.getBytes(column);
            default -> type.startsWith("_") ? list(rs.getArray(column)) : rs.getString(column);
        };
    }

    /** NaN and the infinities are numerics that BigDecimal has no word for. */
    private static Object numeric(ResultSet rs, int column) throws SQLException {
        String text = rs.getString(column);
        boolean finite = text != null && !text.equals("NaN") && !text.endsWith("Infinity");
        return finite ? rs.getBigDecimal(column) : text;
    }

    /** The infinities and years before Christ stay as the server writes them. */
    private static Object orText(ResultSet rs, int column, Class<?> type) throws SQLException {
        String text = rs.getString(column);
        boolean plain = text != null && !text.endsWith("infinity") && !text.endsWith("BC");
        return plain ? rs.getObject(column, type) : text;
    }

    private static List<Object> list(Array array) throws SQLException {
        return array == null ? null : Arrays.asList((Object[]) array.getArray());
    }
}

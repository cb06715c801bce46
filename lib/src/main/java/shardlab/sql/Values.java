package shardlab.sql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PGbytea;

/**
 * How PostgreSQL's values become Java's, without loss, from what the server writes: {@code numeric} is
 * {@link BigDecimal}, timestamps keep their microseconds and the session's offset, an array is a {@link List} that prints
 * as the server writes it. What Java has no value for stays the server's text: NaN and the infinities of a numeric, an
 * infinite date, years before Christ, {@code 24:00}, and every type not named here.
 */
public final class Values {

    /** {@code _int4}, and {@code "schema"."_mood"} outside the search path. */
    private static final Pattern ARRAY = Pattern.compile("(?:\".*\"\\.)?\"?_(.+?)\"?");

    private Values() {
    }

    /**
     * The value that a text stands for.
     *
     * @param type PostgreSQL's name of the type, such as {@code int8}; an array's begins with an underscore
     * @param text what the server writes, by DateStyle ISO; null for NULL
     */
    public static Object of(String type, String text) {
        if (text == null) {
            return null;
        }
        try {
            return read(type, text);
        } catch (DateTimeException | IllegalArgumentException noJavaValue) {
            return text;
        }
    }

    private static Object read(String type, String text) {
        return switch (type) {
            case "bool" -> text.equals("t");
            case "int2", "int4" -> Integer.valueOf(text);
            case "int8", "oid" -> Long.valueOf(text);
            case "float4" -> Float.valueOf(text);
            case "float8" -> Double.valueOf(text);
            case "numeric" -> new BigDecimal(text);
            case "uuid" -> UUID.fromString(text);
            case "date" -> LocalDate.from(TimeText.DATE.parse(text));
            case "time" -> LocalTime.parse(text);
            case "timestamp" -> TimeText.timestamp(text);
            case "timestamptz" -> TimeText.timestamptz(text);
            case "bytea" -> bytes(text);
            default -> arrayOrText(type, text);
        };
    }

    private static Object arrayOrText(String type, String text) {
        Matcher array = ARRAY.matcher(type);
        boolean isArray = array.matches() && (text.startsWith("{") || text.startsWith("["));
        return isArray ? ArrayValue.of(array.group(1), text) : text;
    }

    private static byte[] bytes(String text) {
        try {
            return PGbytea.toBytes(text.getBytes(StandardCharsets.UTF_8));
        } catch (SQLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

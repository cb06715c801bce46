package shardlab.notebook;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as text: to the cent and the microsecond, in the form that PostgreSQL prints. */
final class CellText {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true).toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd ")
            .append(TIME).toFormatter(Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("x", Locale.ROOT);

    private CellText() {
    }

    /** The value as text, or null for NULL. */
    static String of(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof LocalDateTime time) {
            return TIMESTAMP.format(time);
        }
        if (value instanceof OffsetDateTime time) {
            return TIMESTAMP.format(time) + OFFSET.format(time);
        }
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        return value instanceof Duration time ? duration(time) : structured(value);
    }

    private static String structured(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(item -> item == null ? Grid.NULL : of(item)).collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Object[] array) {
            return structured(List.of(array));
        }
        return value.toString();
    }

    /** A duration in the unit that suits it: {@code 850 µs}, {@code 12.3 ms}, {@code 4.56 s}, {@code 2 min 5 s}. */
    static String duration(Duration time) {
        double seconds = time.toNanos() / 1e9;
        if (seconds >= 60) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        if (seconds >= 1) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        return seconds >= 0.001 ? String.format(Locale.ROOT, "%.1f ms", seconds * 1e3)
                : String.format(Locale.ROOT, "%.0f µs", seconds * 1e6);
    }
}

package shardlab.sql;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Dates and times as PostgreSQL writes them with DateStyle ISO. */
final class TimeText {

    static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 6, SignStyle.NOT_NEGATIVE).appendPattern("-MM-dd")
            .parseDefaulting(ChronoField.ERA, 1).toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DATE).appendLiteral(' ').append(TIME).toFormatter(Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMPTZ = new DateTimeFormatterBuilder()
            .append(TIMESTAMP).appendOffset("+HH:mm:ss", "+00").toFormatter(Locale.ROOT);

    private TimeText() {
    }

    static LocalDateTime timestamp(String text) {
        return LocalDateTime.parse(text, TIMESTAMP);
    }

    static OffsetDateTime timestamptz(String text) {
        return OffsetDateTime.parse(text, TIMESTAMPTZ);
    }

    static String write(LocalDate date) {
        return DATE.format(date) + era(date);
    }

    static String write(LocalDateTime time) {
        return TIMESTAMP.format(time) + era(time.toLocalDate());
    }

    static String write(OffsetDateTime time) {
        return TIMESTAMPTZ.format(time) + era(time.toLocalDate());
    }

    static String write(LocalTime time) {
        return TIME.format(time);
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : " BC";
    }
}

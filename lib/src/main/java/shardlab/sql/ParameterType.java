package shardlab.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import shardlab.LabException;

/**
 * The PostgreSQL type of a Java class, and how a value of it is written.
 *
 * @param name        the type's name in {@code pg_type}
 * @param javaType    the class
 * @param driverKnows true if the driver binds a single value of it as it is
 * @param writer      its text, as an array holds it
 */
record ParameterType(String name, Class<?> javaType, boolean driverKnows, Function<Object, String> writer) {

    private static final List<ParameterType> ALL = List.of(
            known("bool", Boolean.class, Object::toString),
            known("int2", Byte.class, Object::toString), known("int2", Short.class, Object::toString),
            known("int4", Integer.class, Object::toString), known("int8", Long.class, Object::toString),
            written("float4", Float.class, Object::toString), known("float8", Double.class, Object::toString),
            known("numeric", BigDecimal.class, BigDecimal::toPlainString),
            written("numeric", BigInteger.class, BigInteger::toString),
            written("int4", AtomicInteger.class, AtomicInteger::toString),
            written("int8", AtomicLong.class, AtomicLong::toString), written("int4", Year.class, Year::toString),
            written("text", CharSequence.class, CharSequence::toString),
            written("text", Character.class, Object::toString), known("uuid", UUID.class, UUID::toString),
            written("date", java.sql.Date.class, Object::toString), written("time", java.sql.Time.class, Object::toString),
            written("timestamp", java.sql.Timestamp.class, Object::toString),
            written("date", LocalDate.class, TimeText::write), written("time", LocalTime.class, TimeText::write),
            written("timetz", OffsetTime.class, OffsetTime::toString),
            written("timestamp", LocalDateTime.class, TimeText::write),
            written("timestamptz", OffsetDateTime.class, TimeText::write),
            written("timestamptz", ZonedDateTime.class, time -> TimeText.write(time.toOffsetDateTime())),
            written("timestamptz", Instant.class, time -> TimeText.write(time.atOffset(ZoneOffset.UTC))),
            written("timestamptz", Date.class, time -> TimeText.write(time.toInstant().atOffset(ZoneOffset.UTC))),
            written("interval", Duration.class, Duration::toString), written("interval", Period.class, Period::toString),
            known("bytea", byte[].class, bytes -> "\\x" + HexFormat.of().formatHex(bytes)),
            written("text", Enum.class, constant -> constant.name()));

    private static <T> ParameterType known(String name, Class<T> javaType, Function<? super T, String> writer) {
        return new ParameterType(name, javaType, true, value -> writer.apply(javaType.cast(value)));
    }

    private static <T> ParameterType written(String name, Class<T> javaType, Function<? super T, String> writer) {
        return new ParameterType(name, javaType, false, value -> writer.apply(javaType.cast(value)));
    }

    static Optional<ParameterType> of(Object value) {
        return ALL.stream().filter(type -> type.javaType.isInstance(value)).findFirst();
    }

    /** The type for all of some values; empty if there is none of them. Numbers of several types become the widest. */
    static Optional<ParameterType> common(List<Object> values, Function<Object, LabException> refused) {
        List<ParameterType> types = values.stream()
                .map(value -> of(value).orElseThrow(() -> refused.apply(value))).distinct().toList();
        if (types.stream().map(ParameterType::name).distinct().count() <= 1) {
            return types.stream().findFirst();
        }
        if (types.stream().allMatch(type -> Number.class.isAssignableFrom(type.javaType))) {
            return Optional.of(widest(types));
        }
        throw new LabException("A list of " + types.stream().map(type -> type.javaType.getSimpleName()).toList()
                + " is no array for PostgreSQL", "give a list of values of one type");
    }

    private static ParameterType widest(List<ParameterType> types) {
        return types.stream().filter(type -> type.name.equals("float8") || type.name.equals("float4")).findFirst()
                .or(() -> types.stream().filter(type -> type.name.equals("numeric")).findFirst())
                .orElseGet(() -> of(0L).orElseThrow());
    }

    String write(Object value) {
        return writer.apply(value);
    }
}

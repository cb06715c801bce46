package shardlab.sharding;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import shardlab.LabException;

/** The types whose hash this lab can predict: their names, how to read their text, and which function hashes them. */
@SuppressWarnings("ImmutableEnumChecker") // Functions without a state, and List.of.
enum HashedType {
    TEXT(String.class, text -> text, PostgresHash::hashText, "text", "varchar", "name"),
    BPCHAR(String.class, text -> text, PostgresHash::hashBpchar, "bpchar"),
    INTEGER(Long.class, text -> Long.valueOf(text.strip()), PostgresHash::hashInt8, "int2", "int4", "int8"),
    UUID_TYPE(UUID.class, UUID::fromString, PostgresHash::hashUuid, "uuid"),
    DATE(LocalDate.class, LocalDate::parse, PostgresHash::hashDate, "date"),
    TIME(LocalTime.class, LocalTime::parse, PostgresHash::hashTime, "time"),
    TIMESTAMP(LocalDateTime.class, text -> LocalDateTime.parse(text.replace(' ', 'T')),
            PostgresHash::hashTimestamp, "timestamp"),
    TIMESTAMPTZ(OffsetDateTime.class, HashedType::instant, PostgresHash::hashTimestamptz, "timestamptz"),
    NUMERIC(BigDecimal.class, BigDecimal::new, PostgresHash::hashNumeric, "numeric"),
    FLOAT4(Float.class, Float::valueOf, PostgresHash::hashFloat4, "float4"),
    FLOAT8(Double.class, Double::valueOf, PostgresHash::hashFloat8, "float8"),
    BOOL(Boolean.class, HashedType::truth, PostgresHash::hashBool, "bool"),
    CHAR(Byte.class, text -> text.isEmpty() ? 0 : (byte) text.charAt(0), PostgresHash::hashChar, "char"),
    BYTEA(byte[].class, HashedType::bytes, PostgresHash::hashBytes, "bytea");

    /** PostgreSQL writes {@code +00} where ISO 8601 wants {@code +00:00}, and a blank where it wants {@code T}. */
    private static final DateTimeFormatter WITH_OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME).appendOffset("+HH:mm:ss", "Z").toFormatter();

    private final Class<?> javaType;
    private final Function<String, ?> parser;
    private final ToIntFunction<Object> hash;
    private final List<String> names;

    <T> HashedType(Class<T> javaType, Function<String, T> parser, ToIntFunction<T> hash, String... names) {
        this.javaType = javaType;
        this.parser = parser;
        this.hash = value -> hash.applyAsInt(javaType.cast(value));
        this.names = List.of(names);
    }

    static HashedType named(String pgType) {
        return Arrays.stream(values()).filter(type -> type.names.contains(pgType)).findFirst()
                .orElseThrow(() -> new LabException("The hash of type " + pgType + " is not known here",
                        "ask the server: select get_shard_id_for_distribution_column('…', …)"));
    }

    int hash(Object value, String pgType) {
        try {
            return hash.applyAsInt(converted(value));
        } catch (IllegalArgumentException | DateTimeException | ClassCastException | ArithmeticException e) {
            throw new LabException("'" + value + "' is no value of type " + pgType, null,
                    e.getMessage(), "give a Java " + javaType.getSimpleName() + " or the text that PostgreSQL writes", e);
        }
    }

    private Object converted(Object value) {
        if (javaType == Long.class && value instanceof Number) {
            return new BigDecimal(value.toString()).longValueExact();
        }
        if (javaType == BigDecimal.class && value instanceof Number) {
            return new BigDecimal(value.toString());
        }
        if (value instanceof Character character) {
            return converted(character.toString());
        }
        return value instanceof String text ? parser.apply(text) : value;
    }

    private static OffsetDateTime instant(String text) {
        return OffsetDateTime.parse(text.replace(' ', 'T'), WITH_OFFSET);
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "t", "true" -> true;
            case "f", "false" -> false;
            default -> throw new IllegalArgumentException("neither t nor f");
        };
    }

    private static byte[] bytes(String text) {
        if (!text.startsWith("\\x")) {
            throw new IllegalArgumentException("bytea is written \\x and hexadecimal digits");
        }
        return HexFormat.of().parseHex(text.substring(2));
    }
}

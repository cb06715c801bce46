package shardlab.sharding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Values of each type, as PostgreSQL reads and writes them: the awkward ones first, then random ones by a fixed seed. */
final class HashSamples {

    private static final long SEED = 20_240_229;
    private static final Map<String, List<String>> AWKWARD = Map.ofEntries(
            Map.entry("text", List.of("", "a", "CA", "TX", "twelve bytes", "thirteen byte", "Ñandú", "東京", "😀", " blank ")),
            Map.entry("varchar", List.of("", "CA", "eleven byte", "ß")),
            Map.entry("bpchar", List.of("", "CA", "CA   ", "  x ")),
            Map.entry("int2", List.of("0", "-1", "32767", "-32768")),
            Map.entry("int4", List.of("0", "-1", "2147483647", "-2147483648")),
            Map.entry("int8", List.of("0", "-1", "4294967296", "9223372036854775807", "-9223372036854775808")),
            Map.entry("uuid", List.of("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff")),
            Map.entry("date", List.of("2000-01-01", "1999-12-31", "0001-01-01", "9999-12-31")),
            Map.entry("time", List.of("00:00:00", "23:59:59.999999")),
            Map.entry("timestamp", List.of("2000-01-01 00:00:00", "1999-12-31 23:59:59.999999", "0001-01-01 00:00:00")),
            Map.entry("timestamptz", List.of("2000-01-01 00:00:00+00", "2024-02-29 12:30:00.5+05:30",
            "1900-01-01 00:00:00-08")),
            Map.entry("numeric", List.of("0", "0.00", "1", "1.0", "-1", "10000", "100000000", "0.0001", "0.00001", "12.34",
                    "9999.9999", "1e30", "-1.5e-20")),
            Map.entry("float4", List.of("0", "-0", "1", "NaN", "Infinity", "-Infinity")),
            Map.entry("float8", List.of("0", "-0", "0.1", "NaN", "Infinity", "-Infinity")),
            Map.entry("bool", List.of("t", "f")),
            Map.entry("char", List.of("a", "Z", "~")),
            Map.entry("bytea", List.of("\\x", "\\x00", "\\xff", "\\xdeadbeef")));
    private static final Map<String, Function<Random, String>> RANDOM = Map.ofEntries(
            Map.entry("text", HashSamples::text),
            Map.entry("varchar", HashSamples::text),
            Map.entry("bpchar", HashSamples::text),
            Map.entry("int2", random -> Short.toString((short) random.nextInt())),
            Map.entry("int4", random -> Integer.toString(random.nextInt())),
            Map.entry("int8", random -> Long.toString(random.nextLong() >> random.nextInt(64))),
            Map.entry("uuid", random -> new UUID(random.nextLong(), random.nextLong()).toString()),
            Map.entry("date", random -> LocalDate.ofEpochDay(random.nextInt(-50_000, 50_000)).toString()),
            Map.entry("time", random -> LocalTime.ofNanoOfDay(1_000 * random.nextLong(86_400_000_000L)).toString()),
            Map.entry("timestamp", random -> moment(random).toString().replace('T', ' ')),
            Map.entry("timestamptz", random -> OffsetDateTime.of(moment(random),
                    ZoneOffset.ofTotalSeconds(900 * random.nextInt(-48, 49))).toString().replace('T', ' ')),
            Map.entry("numeric", random -> new BigDecimal(new BigInteger(random.nextInt(1, 120), random),
                    random.nextInt(0, 30)).negate().toPlainString()),
            Map.entry("float4", random -> Float.toString((float) random.nextGaussian())),
            Map.entry("float8", random -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30)))),
            Map.entry("bool", random -> random.nextBoolean() ? "t" : "f"),
            Map.entry("char", random -> Character.toString((char) random.nextInt(33, 127))),
            Map.entry("bytea", random -> "\\x" + HexFormat.of().formatHex(bytes(random))));

    private HashSamples() {
    }

    /** The types with samples: all that {@link PostgresHash} knows. */
    static List<String> types() {
        return List.copyOf(new TreeMap<>(AWKWARD).keySet());
    }

    /** So many values of a type. */
    static List<String> of(String type, int count) {
        var random = new Random(SEED);
        List<String> values = new ArrayList<>(AWKWARD.get(type));
        Stream.generate(() -> RANDOM.get(type).apply(random)).limit(count - values.size()).forEach(values::add);
        return values;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(40), 1, 0x3000).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }

    private static LocalDateTime moment(Random random) {
        return LocalDateTime.ofEpochSecond(random.nextLong(-5_000_000_000L, 5_000_000_000L),
                1_000 * random.nextInt(1_000_000), ZoneOffset.UTC);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }
}

package shardlab.sharding;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * PostgreSQL's hash functions, those that decide in which shard Citus puts a value. Each gives the very number that the
 * server gives: {@code hashText("CA")} here is {@code select hashtext('CA')} there.
 *
 * <p>The core is Bob Jenkins' lookup3 as PostgreSQL has it in {@code src/common/hashfn.c}; what each type feeds into it
 * is in {@code src/backend/access/hash/hashfunc.c} and in the type's own file under {@code src/backend/utils/adt}.
 * The results are those of a little-endian server, which every platform of PostgreSQL's packages is.
 */
public final class PostgresHash {

    private static final int SEED = 0x9e3779b9 + 3923095;
    private static final LocalDate DATE_EPOCH = LocalDate.of(2000, 1, 1);
    private static final LocalDateTime TIMESTAMP_EPOCH = DATE_EPOCH.atStartOfDay();

    private PostgresHash() {
    }

    /**
     * The hash of a value of any type that this class knows.
     *
     * @param value  a Java value of the type, or its text as PostgreSQL writes it
     * @param pgType PostgreSQL's name of the type as in {@code pg_type}, such as {@code int8}, {@code text}, {@code bpchar}
     * @throws shardlab.LabException if the type is unknown here, or the value is not of the type
     */
    public static int of(Object value, String pgType) {
        return HashedType.named(pgType).hash(value, pgType);
    }

    /** {@code hashtext()}, for text and varchar in a deterministic collation. */
    public static int hashText(String value) {
        return hashBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code hashbpchar()}, for char(n): trailing blanks do not count. */
    public static int hashBpchar(String value) {
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == ' ') {
            end--;
        }
        return hashText(value.substring(0, end));
    }

    /** {@code hashint2()}. */
    public static int hashInt2(short value) {
        return hashUint32(value);
    }

    /** {@code hashint4()}. */
    public static int hashInt4(int value) {
        return hashUint32(value);
    }

    /** {@code hashint8()}: the same number has the same hash as int2, int4 and int8. */
    public static int hashInt8(long value) {
        int low = (int) value;
        int high = (int) (value >> 32);
        return hashUint32(low ^ (value >= 0 ? high : ~high));
    }

    /** {@code hashchar()} of a truth value. */
    public static int hashBool(boolean value) {
        return hashUint32(value ? 1 : 0);
    }

    /** {@code hashchar()}, for PostgreSQL's one-byte type {@code "char"}. */
    public static int hashChar(byte value) {
        return hashUint32(value);
    }

    /** {@code hashfloat4()}: the same as of the widened value. */
    public static int hashFloat4(float value) {
        return hashFloat8(value);
    }

    /** {@code hashfloat8()}: zero and minus zero are alike, and so is every NaN. */
    public static int hashFloat8(double value) {
        return value == 0 ? 0 : hashBytes(littleEndian(8).putLong(Double.doubleToLongBits(value)).array());
    }

    /** {@code uuid_hash()}. */
    public static int hashUuid(UUID value) {
        return hashBytes(ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits()).array());
    }

    /** {@code hashdate()}, until PostgreSQL 17 {@code hashint4()}: of the days since 2000-01-01. */
    public static int hashDate(LocalDate value) {
        return hashInt4(Math.toIntExact(ChronoUnit.DAYS.between(DATE_EPOCH, value)));
    }

    /** {@code time_hash()}: of the microseconds since midnight. */
    public static int hashTime(LocalTime value) {
        return hashInt8(ChronoUnit.MICROS.between(LocalTime.MIDNIGHT, value));
    }

    /** {@code timestamp_hash()}: of the microseconds since 2000-01-01. */
    public static int hashTimestamp(LocalDateTime value) {
        return hashInt8(ChronoUnit.MICROS.between(TIMESTAMP_EPOCH, value));
    }

    /** {@code timestamptz_hash()}, until PostgreSQL 17 {@code timestamp_hash()}: of the instant, whatever its offset. */
    public static int hashTimestamptz(OffsetDateTime value) {
        return hashTimestamp(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }

    /** {@code hash_numeric()}: equal numbers have equal hashes, whatever their scale. */
    public static int hashNumeric(BigDecimal value) {
        return NumericDigits.of(value).hash();
    }

    /** {@code hashvarlena()}, for bytea; {@code hash_bytes()} of the source. */
    public static int hashBytes(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        int[] abc = start(key.length);
        while (bytes.remaining() >= 12) {
            abc[0] += bytes.getInt();
            abc[1] += bytes.getInt();
            abc[2] += bytes.getInt();
            mix(abc);
        }
        addTail(abc, bytes);
        return last(abc);
    }

    /** {@code hash_bytes_uint32()}: what every whole number of at most 32 bits goes through. */
    public static int hashUint32(int key) {
        int[] abc = start(4);
        abc[0] += key;
        return last(abc);
    }

    static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int[] start(int length) {
        int seed = SEED + length;
        return new int[] {seed, seed, seed};
    }

    /** At most eleven bytes are left; the lowest byte of the third word is kept free, for the length is in it already. */
    private static void addTail(int[] abc, ByteBuffer bytes) {
        for (int i = 0; bytes.hasRemaining(); i++) {
            int slot = i < 8 ? i : i + 1;
            abc[slot / 4] += (bytes.get() & 0xff) << (8 * (slot % 4));
        }
    }

    private static void mix(int[] abc) {
        int a = abc[0];
        int b = abc[1];
        int c = abc[2];
        a = (a - c) ^ Integer.rotateLeft(c, 4);
        c += b;
        b = (b - a) ^ Integer.rotateLeft(a, 6);
        a += c;
        c = (c - b) ^ Integer.rotateLeft(b, 8);
        b += a;
        a = (a - c) ^ Integer.rotateLeft(c, 16);
        c += b;
        b = (b - a) ^ Integer.rotateLeft(a, 19);
        a += c;
        c = (c - b) ^ Integer.rotateLeft(b, 4);
        b += a;
        abc[0] = a;
        abc[1] = b;
        abc[2] = c;
    }

    private static int last(int[] abc) {
        int a = abc[0];
        int b = abc[1];
        int c = abc[2];
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        return (c ^ b) - Integer.rotateLeft(b, 24);
    }
}

package shardlab.retail;

import java.io.IOException;
import java.io.OutputStream;

/**
 * COPY's binary format (PostgreSQL documentation, "COPY", Binary Format). The server stores these values as they
 * come, where it would have to parse text.
 */
final class BinaryRows extends BufferedRows {

    private static final byte[] SIGNATURE =
            {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final long POSTGRES_EPOCH_DAY = 10_957;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int NUMERIC_BASE = 10_000;
    private static final int WIDEST_VALUE = 64;

    BinaryRows(OutputStream out) {
        super(out);
        put(SIGNATURE);
    }

    @Override
    public void row(int columns) throws IOException {
        ensure(WIDEST_VALUE);
        put16(columns);
    }

    @Override
    public void text(byte[] utf8) throws IOException {
        ensure(4 + utf8.length);
        put32(utf8.length);
        put(utf8);
    }

    @Override
    public void integer(int value) throws IOException {
        ensure(WIDEST_VALUE);
        put32(4);
        put32(value);
    }

    @Override
    public void bigint(long value) throws IOException {
        ensure(WIDEST_VALUE);
        put32(8);
        put64(value);
    }

    /** A numeric is its digits to the base 10,000, here at most four before the point and one after it. */
    @Override
    public void money(long cents) throws IOException {
        ensure(WIDEST_VALUE);
        long whole = Math.abs(cents) / 100;
        int fraction = (int) (Math.abs(cents) % 100) * 100;
        int before = digits(whole);
        int after = fraction == 0 ? 0 : 1;
        put32(8 + 2 * (before + after));
        put16(before + after);
        put16(before - 1);
        put16(cents < 0 ? 0x4000 : 0);
        put16(2);
        for (int i = before - 1; i >= 0; i--) {
            put16((int) (whole / power(i) % NUMERIC_BASE));
        }
        if (after == 1) {
            put16(fraction);
        }
    }

    @Override
    public void date(long epochDay) throws IOException {
        integer((int) (epochDay - POSTGRES_EPOCH_DAY));
    }

    @Override
    public void timestamp(long epochSecond) throws IOException {
        bigint((epochSecond - POSTGRES_EPOCH_DAY * SECONDS_PER_DAY) * 1_000_000);
    }

    @Override
    public void nothing() throws IOException {
        ensure(WIDEST_VALUE);
        put32(-1);
    }

    @Override
    public void finish() throws IOException {
        ensure(WIDEST_VALUE);
        put16(-1);
        flush();
    }

    private static int digits(long whole) {
        int digits = 0;
        for (long rest = whole; rest > 0; rest /= NUMERIC_BASE) {
            digits++;
        }
        return digits;
    }

    private static long power(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= NUMERIC_BASE;
        }
        return power;
    }
}

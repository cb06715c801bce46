package shardlab.retail;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;

/** COPY's text format: a line a row, tabs between the values, {@code \N} for NULL; what {@code psql} reads from a file. */
final class TextRows extends BufferedRows {

    private static final int WIDEST_VALUE = 64;
    private static final long SECONDS_PER_DAY = 86_400;

    private boolean firstValue;
    private boolean firstRow = true;

    TextRows(OutputStream out) {
        super(out);
    }

    @Override
    public void row(int columns) throws IOException {
        ensure(WIDEST_VALUE);
        if (!firstRow) {
            put('\n');
        }
        firstRow = false;
        firstValue = true;
    }

    @Override
    public void text(byte[] utf8) throws IOException {
        next(2 * utf8.length);
        for (byte b : utf8) {
            if (b == '\\' || b == '\t' || b == '\n' || b == '\r') {
                put('\\');
            }
            put(b == '\t' ? 't' : b == '\n' ? 'n' : b == '\r' ? 'r' : b);
        }
    }

    @Override
    public void integer(int value) throws IOException {
        bigint(value);
    }

    @Override
    public void bigint(long value) throws IOException {
        next(0);
        decimal(value, 1);
    }

    @Override
    public void money(long cents) throws IOException {
        next(0);
        if (cents < 0) {
            put('-');
        }
        decimal(Math.abs(cents) / 100, 1);
        put('.');
        decimal(Math.abs(cents) % 100, 2);
    }

    @Override
    public void date(long epochDay) throws IOException {
        next(0);
        day(epochDay);
    }

    @Override
    public void timestamp(long epochSecond) throws IOException {
        next(0);
        day(Math.floorDiv(epochSecond, SECONDS_PER_DAY));
        long second = Math.floorMod(epochSecond, SECONDS_PER_DAY);
        put(' ');
        decimal(second / 3600, 2);
        put(':');
        decimal(second / 60 % 60, 2);
        put(':');
        decimal(second % 60, 2);
        put('+');
        decimal(0, 2);
    }

    @Override
    public void nothing() throws IOException {
        next(0);
        put('\\');
        put('N');
    }

    @Override
    public void finish() throws IOException {
        ensure(1);
        if (!firstRow) {
            put('\n');
        }
        flush();
    }

    private void next(int bytes) throws IOException {
        ensure(WIDEST_VALUE + bytes);
        if (!firstValue) {
            put('\t');
        }
        firstValue = false;
    }

    private void day(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        decimal(date.getYear(), 4);
        put('-');
        decimal(date.getMonthValue(), 2);
        put('-');
        decimal(date.getDayOfMonth(), 2);
    }

    private void decimal(long value, int least) {
        if (value < 0) {
            put('-');
            decimal(-value, least);
            return;
        }
        if (value >= 10 || least > 1) {
            decimal(value / 10, least - 1);
        }
        put((int) ('0' + value % 10));
    }
}

package shardlab.retail;

import java.io.IOException;
import java.io.OutputStream;

/** A buffer in front of a stream, written by the byte without the locks of {@link java.io.BufferedOutputStream}. */
abstract class BufferedRows implements RowWriter {

    private static final int CAPACITY = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[CAPACITY];
    private int used;

    BufferedRows(OutputStream out) {
        this.out = out;
    }

    final void ensure(int bytes) throws IOException {
        if (used + bytes > CAPACITY) {
            flush();
        }
    }

    final void put(int value) {
        buffer[used++] = (byte) value;
    }

    final void put16(int value) {
        put(value >>> 8);
        put(value);
    }

    final void put32(int value) {
        put16(value >>> 16);
        put16(value);
    }

    final void put64(long value) {
        put32((int) (value >>> 32));
        put32((int) value);
    }

    final void put(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
    }

    final void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }
}

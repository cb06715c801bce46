package shardlab.workload;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import shardlab.sql.Session;

/**
 * Users from one number to another, the same in whatever form they are sent.
 *
 * @param from the first id
 * @param to   the last id, included
 */
record UserRows(long from, long to) {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int FLAGS_AND_EXTENSION = 8;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final short COLUMNS = 3;

    static String name(long id) {
        return "user " + id;
    }

    static String email(long id) {
        return "user." + id + "@example.com";
    }

    /** For {@code COPY … FROM STDIN}. */
    Session.CopySource text() {
        return out -> {
            var text = new StringBuilder();
            for (long id = from; id <= to; id++) {
                text.append(id).append('\t').append(name(id)).append('\t').append(email(id)).append('\n');
                if (text.length() > BUFFER_BYTES || id == to) {
                    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                    text.setLength(0);
                }
            }
        };
    }

    /** For {@code COPY … FROM STDIN (FORMAT binary)}. */
    Session.CopySource binary() {
        return this::writeBinary;
    }

    private void writeBinary(OutputStream out) throws IOException {
        var data = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
        data.write(SIGNATURE);
        data.write(new byte[FLAGS_AND_EXTENSION]);
        for (long id = from; id <= to; id++) {
            data.writeShort(COLUMNS);
            data.writeInt(Long.BYTES);
            data.writeLong(id);
            write(data, name(id));
            write(data, email(id));
        }
        data.writeShort(-1);
        data.flush();
    }

    private static void write(DataOutputStream data, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        data.writeInt(bytes.length);
        data.write(bytes);
    }
}

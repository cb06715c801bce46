package shardlab.retail;

import java.io.OutputStream;
import java.util.Locale;

/** The formats of COPY that rows can be written in. */
public enum RowFormat {
    /** A line a row, as in a file for {@code \copy}. */
    TEXT,
    /** Values as the server keeps them: nothing to parse. */
    BINARY;

    /** What COPY calls it. */
    String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes rows to a stream in this format. */
    public RowWriter to(OutputStream out) {
        return this == TEXT ? new TextRows(out) : new BinaryRows(out);
    }
}

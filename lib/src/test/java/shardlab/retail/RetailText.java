package shardlab.retail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import shardlab.sql.Session;

/** Tables as sorted lines of COPY's text format: as the generator writes them, and as a cluster returns them. */
public final class RetailText {

    private RetailText() {
    }

    /** What the generator writes. */
    public static List<String> generated(DataSet data, RetailTable table) {
        return sorted(text(data, table));
    }

    /** What the cluster returns. */
    public static List<String> stored(Session session, String schema, RetailTable table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            session.execute("set timezone to 'UTC'");
            session.jdbc().unwrap(PGConnection.class).getCopyAPI().copyOut(
                    session.format("copy (select * from %I.%I) to stdout", schema, table.table()), bytes);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        return sorted(bytes.toString(StandardCharsets.UTF_8));
    }

    static String text(DataSet data, RetailTable table) {
        if (!table.distributed()) {
            return written(out -> data.write(table, out));
        }
        return Arrays.stream(State.values())
                .map(state -> text(data, table, state, 0, data.units(table, state)))
                .collect(Collectors.joining());
    }

    static String text(DataSet data, RetailTable table, State state, long from, long to) {
        return written(out -> data.write(table, state, from, to, out));
    }

    private interface Writing {
        void to(RowWriter out) throws IOException;
    }

    private static String written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            RowWriter out = RowFormat.TEXT.to(bytes);
            writing.to(out);
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<String> sorted(String text) {
        return text.lines().sorted().toList();
    }
}

package shardlab.retail;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/** One thread's part of a load: its sessions, opened when first needed, and a block of rows at a time. */
final class BlockLoader implements AutoCloseable {

    private final DataSet data;
    private final String schema;
    private final ShardRoutes routes;
    private final RowFormat format;
    private final Map<Server, Session> sessions = new HashMap<>();
    private final Map<ShardRoutes.Route, String> statements = new HashMap<>();

    BlockLoader(DataSet data, String schema, ShardRoutes routes, RowFormat format) {
        this.data = data;
        this.schema = schema;
        this.routes = routes;
        this.format = format;
    }

    /** Makes a block's rows and copies them; returns how many the server took. */
    long load(Loader.Block block) {
        ShardRoutes.Route route = routes.of(block.table(), block.state());
        Session session = session(route.server());
        String copy = statements.computeIfAbsent(route, to -> session.format(
                SqlFile.read("retail/load/copy.sql"), schema, to.table(), format.sql()));
        return session.copyIn(copy, out -> write(block, out));
    }

    /** Gathers statistics on a table. */
    void analyze(ShardRoutes.Route route) {
        Session session = session(route.server());
        session.execute(session.format("analyze %I.%I", schema, route.table()));
    }

    private Session session(Server server) {
        return sessions.computeIfAbsent(server, Session::open);
    }

    private void write(Loader.Block block, OutputStream out) throws IOException {
        RowWriter rows = format.to(new Interruptible(out));
        if (block.state() == null) {
            data.write(block.table(), rows);
        } else {
            data.write(block.table(), block.state(), block.from(), block.to(), rows);
        }
        rows.finish();
    }

    @Override
    public void close() {
        sessions.values().forEach(BlockLoader::end);
    }

    private static void end(Session session) {
        try {
            session.close();
        } catch (SqlException serverGone) {
            // its end of the connection went with it
        }
    }

    /** Gives up between two buffers when the thread is interrupted; the session then cancels the COPY. */
    private static final class Interruptible extends FilterOutputStream {

        Interruptible(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("the load was interrupted");
            }
            out.write(bytes, offset, length);
        }
    }
}

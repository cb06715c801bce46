package shardlab.cluster;

import java.util.List;
import java.util.Optional;
import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.engine.PlainPostgres;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * One PostgreSQL to set beside a cluster: of the same version, on the same machine, with the same settings, and without
 * shards. Where the lab starts the cluster's servers on this machine it is a server of its own; elsewhere, where no server
 * is the lab's to start, it is a schema of ordinary tables on the coordinator. It ends with {@link #close}, and a server of
 * its own with this process at the latest.
 */
public final class OnePostgres implements AutoCloseable {

    /** Before the number of the session that it belongs to: of two on one coordinator, each has its own. */
    private static final String SCHEMA = "one_postgres_";

    private final Cluster cluster;
    private final Optional<PlainPostgres> server;
    private Session session;
    private String schema;

    private OnePostgres(Cluster cluster) {
        this.cluster = cluster;
        this.server = cluster.servedBy().plain();
    }

    /**
     * Starts it, with nothing in it.
     *
     * @throws shardlab.LabException if it does not start
     */
    public static OnePostgres start(Cluster cluster, Progress progress) {
        var one = new OnePostgres(cluster);
        Cleaning.ifFails(one::close, () -> one.open(progress));
        return one;
    }

    private void open(Progress progress) {
        session = Session.open(server.map(own -> own.start(progress)).orElseGet(cluster::coordinator));
        session.query(sql("leftovers")).forEach(row -> drop(row.text("schema")));
        schema = SCHEMA + session.query(sql("session")).singleNumber();
        session.execute(session.format(sql("schema"), schema));
    }

    private static String sql(String file) {
        return SqlFile.read("cluster/one_postgres/" + file + ".sql");
    }

    private void drop(String name) {
        session.execute(session.format(sql("drop"), name));
    }

    /** The session on it; its tables are found by their plain names. Do not close it. */
    public Session session() {
        return session;
    }

    /** True if it is a server of its own; false if it is tables of the coordinator. */
    public boolean ownServer() {
        return server.isPresent();
    }

    /** What it is, for a reader and for a caption. */
    public String sentence() {
        String version = session.query("show server_version").singleText().replaceAll(" .*", "");
        return ownServer()
                ? "one PostgreSQL: " + version + ", a server of its own beside the cluster"
                : "one PostgreSQL: " + version + ", ordinary tables of the coordinator, for the lab starts no server beside "
                        + "a cluster of the engine " + cluster.engine();
    }

    /**
     * Brings the rows of a query on the cluster into a table that is here, and tells its planner what it holds.
     *
     * @param table the table's name
     * @param from  a session on the cluster
     * @param query what is asked there; its columns are the table's
     * @return how many rows
     */
    public long fill(String table, Session from, String query) {
        String into = session.format(sql("fill"), table);
        long copied = session.copyIn(into, out -> from.copyOut(sql("rows").formatted(query), out));
        session.execute(session.format("vacuum analyze %I", table));
        return copied;
    }

    private void dropSchema() {
        if (schema != null && !ownServer()) {
            drop(schema);
        }
    }

    private void closeSession() {
        if (session != null) {
            session.close();
        }
    }

    /** Stops the server and removes its data, or drops the tables. */
    @Override
    public void close() {
        Cleaning.all(List.of(this::dropSchema, this::closeSession, () -> server.ifPresent(PlainPostgres::close)));
    }
}

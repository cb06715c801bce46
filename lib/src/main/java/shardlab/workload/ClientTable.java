package shardlab.workload;

import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * The table {@code users} that clients read and write, in the schema {@code client_lab} until closed, distributed by
 * {@code id}, with as many rows as asked for.
 */
public final class ClientTable implements AutoCloseable {

    private static final String SCHEMA = "client_lab";

    private final Cluster cluster;
    private final SchemaHold hold;
    private final long users;

    private ClientTable(Cluster cluster, SchemaHold hold, long users) {
        this.cluster = cluster;
        this.hold = hold;
        this.users = users;
    }

    /**
     * Creates and fills it anew. Another process that has it is waited for.
     *
     * @param progress told whom this waits for
     */
    public static ClientTable make(Cluster cluster, long users, Progress progress) {
        var table = new ClientTable(cluster, SchemaHold.take(cluster, SCHEMA, progress), users);
        Cleaning.ifFails(table.hold, () -> table.fill(progress));
        return table;
    }

    private void fill(Progress progress) {
        remove(cluster);
        progress.report("users", 0, 1, "tables");
        try (Session session = cluster.session()) {
            session.execute(sql("tables"));
            session.query(sql("distribute"));
            session.update(sql("fill"), users);
        }
        progress.report("users", 1, 1, "tables");
    }

    /** A user's name by its id: a router query. */
    public ClientStatement read() {
        return ClientStatement.of(sql("read")).drawing("id", 1, users);
    }

    /** Those with very many visits, who are none: a multi-shard query that looks at every row and returns one. */
    public ClientStatement scan() {
        return ClientStatement.of(sql("scan"));
    }

    /** How many there are; their ids are from 1 to this. */
    public long users() {
        return users;
    }

    /** One more visit of a user: an update of one row. */
    public ClientStatement write() {
        return ClientStatement.of(sql("write")).drawing("id", 1, users);
    }

    /** A new user with an id that nobody has: of so many that two of them are hardly ever alike. */
    public ClientStatement insert() {
        return ClientStatement.of(sql("insert")).drawing("id", users + 1, 1L << 60);
    }

    /** Removes what an interrupted measurement left; what another process uses now is its own to remove. */
    public static void drop(Cluster cluster) {
        SchemaHold.ifNobodyElseHas(cluster, SCHEMA, () -> remove(cluster));
    }

    private static void remove(Cluster cluster) {
        try (Session session = cluster.session()) {
            session.execute(sql("drop"));
        }
    }

    private static String sql(String name) {
        return SqlFile.read("workload/clients/" + name + ".sql");
    }

    @Override
    public void close() {
        try (hold) {
            remove(cluster);
        }
    }
}

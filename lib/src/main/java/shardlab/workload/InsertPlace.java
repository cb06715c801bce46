package shardlab.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import shardlab.Cleaning;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** A table {@code users} to insert into, with sessions that find it by its plain name, each kept until closed. */
final class InsertPlace implements AutoCloseable {

    private final String name;
    private final Server server;
    private final String schema;
    private final List<Server> everyNode;
    private final Map<Map<String, String>, Session> sessions = new HashMap<>();

    /**
     * @param name      what tables and figures call it
     * @param everyNode the servers that take rows for this table; empty if only this one does
     */
    InsertPlace(String name, Server server, String schema, List<Server> everyNode) {
        this.name = name;
        this.server = server;
        this.schema = schema;
        this.everyNode = everyNode;
    }

    String name() {
        return name;
    }

    List<Server> everyNode() {
        return everyNode;
    }

    /** A session whose statements the driver does not prepare on the server. */
    Session session() {
        return session(Map.of("prepareThreshold", "0"));
    }

    /** A session with settings of the driver. */
    Session session(Map<String, String> driver) {
        return sessions.computeIfAbsent(driver, settings -> open(server, settings));
    }

    /** A session on a node that is open already from the first time on. */
    Session on(Server node) {
        return sessions.computeIfAbsent(Map.of("node", node.label()), key -> open(node, Map.of()));
    }

    private Session open(Server node, Map<String, String> driver) {
        var settings = new Properties();
        settings.putAll(driver);
        settings.setProperty("currentSchema", schema);
        return Session.open(node, settings);
    }

    void empty() {
        session().execute("truncate users");
    }

    /** How many rows there are, and what they add up to. */
    List<Rows.Row> contents() {
        return session().query(sql("contents")).rows();
    }

    static String sql(String file) {
        return SqlFile.read("workload/inserts/" + file + ".sql");
    }

    @Override
    public void close() {
        Cleaning.all(sessions.values().stream().<Cleaning>map(session -> session::close).toList());
        sessions.clear();
    }
}

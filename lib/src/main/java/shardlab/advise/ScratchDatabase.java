package shardlab.advise;

import java.util.List;
import java.util.UUID;
import shardlab.LabException;
import shardlab.ThisProcess;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * An empty database on a server of the lab, which nobody else sees; closing it drops it, and so does the end of the
 * process. A lock says that its owner lives: what a killed one left behind is dropped by the next.
 */
final class ScratchDatabase implements AutoCloseable {

    private final Server server;
    private final Session owner;
    private final String name;
    private final Thread atExit = new Thread(this::drop, "drop of the scratch database");
    private boolean dropped;

    private ScratchDatabase(Server server) {
        this.server = server;
        this.owner = Session.open(server);
        this.name = prefix(owner) + UUID.randomUUID().toString().substring(0, 8);
    }

    /** @throws LabException if the server refuses it to this account */
    static ScratchDatabase on(Server server) {
        return made(server, "template0");
    }

    /** Another with the same in it; no session may be in this one. */
    ScratchDatabase copy() {
        return made(server, name);
    }

    private static ScratchDatabase made(Server server, String template) {
        var scratch = new ScratchDatabase(server);
        try {
            scratch.sweep();
            scratch.owner.query(SqlFile.read("advise/scratch_lock.sql"), scratch.name);
            Runtime.getRuntime().addShutdownHook(scratch.atExit);
            scratch.create(template);
            return scratch;
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private void create(String template) {
        try {
            owner.execute(owner.format("create database %I template %I", name, template));
        } catch (SqlException e) {
            throw new LabException("no database can be made: " + e.what(), server.label(), null,
                    "take an account that may make one (CREATEDB), or a cluster of the lab's own: ./lab up", e);
        }
    }

    Session session() {
        return Session.open(new Server(server.name(), server.host(), server.port(), name, server.user(), server.password(),
                server.options()));
    }

    /** Databases of processes that were killed. */
    private void sweep() {
        Rows left = owner.query(SqlFile.read("advise/scratch_left.sql"), prefix(owner));
        List<String> names = left.stream().map(row -> row.text("datname")).toList();
        names.forEach(each -> owner.execute(owner.format("drop database if exists %I with (force)", each)));
    }

    private static String prefix(Session session) {
        return session.query(SqlFile.read("advise/scratch_prefix.sql")).singleText();
    }

    @Override
    public void close() {
        drop();
        ThisProcess.forget(atExit);
    }

    private synchronized void drop() {
        if (dropped) {
            return;
        }
        dropped = true;
        owner.close();
        try (Session session = Session.open(server)) {
            session.execute(session.format("drop database if exists %I with (force)", name));
        }
    }
}

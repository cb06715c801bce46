package shardlab.advise;

import java.util.concurrent.atomic.AtomicInteger;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** An empty database on a server of the lab, which nobody else sees; closing it drops it. */
final class ScratchDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Server server;
    private final String name = "shardlab_advise_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();

    private ScratchDatabase(Server server) {
        this.server = server;
    }

    static ScratchDatabase on(Server server) {
        var scratch = new ScratchDatabase(server);
        scratch.say("create database %I template template0");
        return scratch;
    }

    Session session() {
        return Session.open(new Server(server.name(), server.host(), server.port(), name, server.user(), server.password(),
                server.options()));
    }

    @Override
    public void close() {
        say("drop database if exists %I with (force)");
    }

    private void say(String template) {
        try (Session session = Session.open(server)) {
            session.execute(session.format(template, name));
        }
    }
}

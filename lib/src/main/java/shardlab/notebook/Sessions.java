package shardlab.notebook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import shardlab.LabException;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * The notebook's sessions, one a node, opened when first needed and kept from cell to cell, so that {@code SET} and
 * {@code BEGIN} last as they do in psql. A session whose server went away is opened anew at the next use.
 */
final class Sessions implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 15;

    /** Seconds after which a server that says nothing is given up. */
    private static final Map<String, String> QUICK =
            Map.of("connectTimeout", "1", "loginTimeout", "2", "socketTimeout", "2");

    private final Function<String, Server> nodes;
    private final Properties driverSettings = new Properties();
    private final Map<String, Session> open = new HashMap<>();
    private final ReentrantLock busy = new ReentrantLock();

    /** @param nodes finds a server by the name that the lab calls it, or throws */
    Sessions(Function<String, Server> nodes) {
        this.nodes = nodes;
    }

    /** Where these sessions look for tables, those that are open and those to come: schemas as the server quotes them. */
    synchronized void searchPath(String path) {
        driverSettings.setProperty("currentSchema", path);
        open.values().stream().filter(session -> !isClosed(session))
                .forEach(session -> session.execute("set search_path = " + path));
    }

    /** One more session on a node, which looks for tables where these do; the caller closes it. */
    synchronized Session another(String node, Properties more) {
        Properties all = new Properties();
        all.putAll(driverSettings);
        all.putAll(more);
        return Session.open(nodes.apply(node), all);
    }

    /** The session on a node. */
    synchronized Session on(String node) {
        Session session = open.get(node);
        if (session == null || isClosed(session)) {
            session = another(node, new Properties());
            open.put(node, session);
        }
        return session;
    }

    /** A session of its own on a node, for what must neither wait nor disturb; the caller closes it. */
    Session quick(String node) {
        Properties more = new Properties();
        more.putAll(QUICK);
        pathOf(node).ifPresent(path -> more.setProperty("currentSchema", path));
        return another(node, more);
    }

    /** Runs work while nothing else uses the sessions; an interrupted cell may need a moment to let go of them. */
    <T> T alone(Supplier<T> work) {
        acquire();
        try {
            return work.get();
        } finally {
            busy.unlock();
        }
    }

    private void acquire() {
        try {
            if (busy.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            throw new LabException("Interrupted while the statement of another cell was still running", null);
        }
        throw new LabException("The statement of an earlier cell is still running", null,
                "it was asked to stop " + PATIENCE_SECONDS + " s ago", "run this cell again in a moment", null);
    }

    /** Runs work on the session of a node, and says what it means if the session breaks. */
    <T> T guarded(String node, Function<Session, T> work) {
        try {
            return work.apply(on(node));
        } catch (SqlException e) {
            throw explained(node, e);
        }
    }

    /** Forgets the session that an error has shown to be broken, and says what that means; other errors stay as they are. */
    synchronized LabException explained(String node, SqlException e) {
        Session session = open.get(node);
        if (session == null || !isClosed(session)) {
            return e;
        }
        open.remove(node);
        return new LabException("The connection to " + node + " is gone: " + e.what(), session.server().label(),
                "the statement did not finish; settings and an open transaction of this session are lost",
                "run the cell again, it connects anew; if the server is down, ./lab status tells and ./lab up starts it", e);
    }

    /** Where the session of a node looks for names; empty if it is not open, has work, or cannot say it just now. */
    private Optional<String> pathOf(String node) {
        if (!busy.tryLock()) {
            return Optional.empty();
        }
        Session session = open.get(node);
        try (Statement statement = session == null ? null : session.jdbc().createStatement()) {
            if (statement == null) {
                return Optional.empty();
            }
            statement.setQueryTimeout(1);
            try (ResultSet path = statement.executeQuery("show search_path")) {
                return path.next() ? Optional.of(path.getString(1)) : Optional.empty();
            }
        } catch (SQLException closedOrInAFailedTransaction) {
            return Optional.empty();
        } finally {
            busy.unlock();
        }
    }

    private static boolean isClosed(Session session) {
        try {
            return session.jdbc().isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Stops what runs and closes all. */
    @Override
    public synchronized void close() {
        for (Session session : open.values()) {
            try (session) {
                session.cancel();
            } catch (SqlException alreadyGone) {
                // Nothing runs that could be stopped.
            }
        }
        open.clear();
    }
}

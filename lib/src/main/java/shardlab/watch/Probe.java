package shardlab.watch;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import shardlab.LabException;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * Asks one server again and again, over a session and in a thread of its own: one that is down or silent holds up nobody.
 * It rests twenty times as long as its questions took, so that it takes a small share of any server.
 */
final class Probe implements AutoCloseable {

    private static final String CONNECT_SECONDS = "3";
    private static final String ANSWER_SECONDS = "8";
    private static final int REST = 20;
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final Supplier<Server> server;
    private final Duration every;
    private final Consumer<Session> questions;
    private final Consumer<String> trouble;
    private final Thread thread;
    private volatile boolean ended;
    private Session session;

    /**
     * @param name      of the thread
     * @param server    where it is now
     * @param every     the shortest time from one round of questions to the next
     * @param questions asks, and keeps the answers
     * @param trouble   is told why the server did not answer
     */
    Probe(String name, Supplier<Server> server, Duration every, Consumer<Session> questions, Consumer<String> trouble) {
        this.server = server;
        this.every = every;
        this.questions = questions;
        this.trouble = trouble;
        this.thread = new Thread(this::run, "watch " + name);
        thread.setDaemon(true);
    }

    Probe start() {
        thread.start();
        return this;
    }

    private void run() {
        while (!ended) {
            long start = System.nanoTime();
            long rest = Math.min(LONGEST_REST.toNanos(), REST * ask());
            sleepUntil(start + Math.max(every.toNanos(), rest));
        }
        if (session != null) {
            ask();
        }
        hangUp();
    }

    /** How long the questions took, in nanoseconds, without the time to connect. */
    private long ask() {
        try {
            if (session == null) {
                session = open();
            }
            long start = System.nanoTime();
            questions.accept(session);
            return System.nanoTime() - start;
        } catch (LabException e) {
            hangUp();
            trouble.accept(e.what());
            return 0;
        }
    }

    private Session open() {
        var settings = new Properties();
        settings.setProperty("ApplicationName", "shardlab watch");
        settings.setProperty("connectTimeout", CONNECT_SECONDS);
        settings.setProperty("socketTimeout", ANSWER_SECONDS);
        return Session.open(server.get(), settings).prepared(own -> own.execute(SqlFile.read("watch/session.sql")));
    }

    private void hangUp() {
        try (Session ending = session) {
            session = null;
        } catch (SqlException serverGone) {
            // its end of the connection went with it
        }
    }

    private void sleepUntil(long nanos) {
        while (!ended && System.nanoTime() < nanos) {
            LockSupport.parkNanos(this, nanos - System.nanoTime());
        }
    }

    /** Ends it soon, with one more round of questions where it is connected; its session is closed by its own thread. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
    }

    /** Waits until it has ended, and no longer than said. */
    void join(Duration longest) {
        try {
            thread.join(longest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import shardlab.cluster.Cluster;
import shardlab.sql.Running;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** Sessions that do something again and again in the background, until closed. What is refused is no concern of theirs. */
final class MonitorLoad implements AutoCloseable {

    private static final long LONGEST_END_MILLIS = 10_000;
    private static final int ORDINARY_SESSIONS = 2;
    private static final long ORDINARY_PAUSE_MILLIS = 50;

    private final List<Thread> threads = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private volatile boolean ended;

    /**
     * @param count       sessions, each with a thread of its own
     * @param pauseMillis between two statements of a session
     * @param work        one statement
     */
    MonitorLoad(Cluster cluster, int count, long pauseMillis, BiConsumer<Session, SplittableRandom> work) {
        for (int i = 0; i < count; i++) {
            Session session = cluster.session();
            sessions.add(session);
            var random = new SplittableRandom(i);
            var thread = new Thread(() -> repeat(session, random, pauseMillis, work), "monitored work " + (i + 1));
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Reads and writes of all tenants alike. */
    static MonitorLoad ordinary(Cluster cluster, List<Integer> tenants) {
        return new MonitorLoad(cluster, ORDINARY_SESSIONS, ORDINARY_PAUSE_MILLIS, (session, random) -> {
            int tenant = tenants.get(random.nextInt(tenants.size()));
            long id = 1 + random.nextLong(MonitorTables.ROWS);
            switch (random.nextInt(5)) {
                case 0 -> session.update(MonitorTables.sql("visit"), tenant, id);
                case 1 -> session.query(MonitorTables.sql("sum"), tenant);
                default -> session.query(MonitorTables.sql("read"), tenant, id);
            }
        });
    }

    private void repeat(Session session, SplittableRandom random, long pauseMillis,
            BiConsumer<Session, SplittableRandom> work) {
        while (!ended) {
            try {
                work.accept(session, random);
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            } catch (InterruptedException e) {
                return;
            } catch (SqlException refused) {
                ended = ended || !session.isAlive();
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        Running.undisturbed(() -> {
            try {
                for (int i = 0; i < threads.size(); i++) {
                    end(threads.get(i), sessions.get(i));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void end(Thread thread, Session session) throws InterruptedException {
        thread.interrupt();
        thread.join(100);
        try (session) {
            if (thread.isAlive()) {
                session.cancel();
                thread.join(LONGEST_END_MILLIS);
            }
        } catch (SqlException alreadyGone) {
            // its server was stopped: nothing runs there any more
        }
    }
}

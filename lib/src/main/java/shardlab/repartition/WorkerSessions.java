package shardlab.repartition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** A session on each worker, and work done on all of them side by side. */
final class WorkerSessions implements AutoCloseable {

    private static final long CANCEL_AGAIN_MILLIS = 200;

    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /** Connects, unless there is a session on that worker already. */
    void open(Server worker) {
        if (!sessions.containsKey(worker.name())) {
            sessions.put(worker.name(), Session.open(worker));
        }
    }

    /** The workers' names, in the order in which they were opened. */
    List<String> names() {
        return List.copyOf(sessions.keySet());
    }

    /** The session on a worker. */
    Session on(String worker) {
        return sessions.get(worker);
    }

    /**
     * Does some work for all workers side by side, each in a thread of its own that may use that worker's session and no
     * other. When it returns or throws, none of them is at it any more.
     *
     * @throws LabException if it was interrupted, or the work failed
     */
    void everywhere(Consumer<String> work) {
        ExecutorService threads = Executors.newFixedThreadPool(sessions.size());
        List<Future<?>> running = new ArrayList<>();
        sessions.keySet().forEach(worker -> running.add(threads.submit(() -> work.accept(worker))));
        threads.shutdown();
        try {
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            throw ended(threads, new LabException("the repartition by hand was stopped", null, null, "run it again", e));
        } catch (ExecutionException e) {
            throw ended(threads, e.getCause() instanceof RuntimeException cause ? cause
                    : new LabException("a step of the repartition failed", null, e.getCause().getMessage(), null, e));
        }
    }

    /** Cancels what the workers do until they have stopped, again and again: a thread may be between two statements. */
    private RuntimeException ended(ExecutorService threads, RuntimeException reason) {
        boolean interrupted = false;
        for (boolean ended = false; !ended;) {
            sessions.values().forEach(session -> cancel(session, reason));
            try {
                ended = threads.awaitTermination(CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return reason;
    }

    private static void cancel(Session session, RuntimeException reason) {
        try {
            session.cancel();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /** Closes all sessions, those after one that fails to close too. */
    @Override
    public void close() {
        List<Cleaning> all = sessions.values().stream().<Cleaning>map(session -> session::close).toList();
        sessions.clear();
        Cleaning.all(all);
    }
}

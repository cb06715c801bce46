package shardlab.retail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;

/**
 * Generates and copies rows, table by table, with several threads at once: each takes a block of one state's rows,
 * makes them and streams them by one COPY to where the state's rows belong. Memory: one block's buffers a thread.
 */
final class Loader implements AutoCloseable {

    /** One COPY: some rows of one state. */
    record Block(RetailTable table, State state, long from, long to) {
    }

    private static final long UNITS_PER_BLOCK = 50_000;
    private static final long SECONDS_TO_STOP = 60;

    private final DataSet data;
    private final ShardRoutes routes;
    private final Progress progress;
    private final ExecutorService pool;
    private final List<BlockLoader> loaders = new ArrayList<>();

    Loader(DataSet data, String schema, ShardRoutes routes, RowFormat format, int threads, Progress progress) {
        this.data = data;
        this.routes = routes;
        this.progress = progress;
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "retail load");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < threads; i++) {
            loaders.add(new BlockLoader(data, schema, routes, format));
        }
    }

    /**
     * Loads one table.
     *
     * @return how many rows the servers took
     * @throws LabException if a server refuses, or the calling thread is interrupted: then every COPY under way has
     *                      been cancelled and no thread is at work any more
     */
    long load(RetailTable table) {
        AtomicLong rows = new AtomicLong();
        long expected = data.rows(table);
        progress.report(table.table(), 0, expected, "rows");
        inParallel(table.table(), blocks(table), (loader, block) -> {
            long done = rows.addAndGet(loader.load(block));
            progress.report(table.table(), done, expected, "rows");
        });
        return rows.get();
    }

    /** Has the workers gather statistics on the shards that rows were copied into; nothing where rows went elsewhere. */
    void analyzeShards(List<RetailTable> tables) {
        Set<ShardRoutes.Route> shards = new LinkedHashSet<>();
        for (RetailTable table : tables) {
            Arrays.stream(State.values()).map(state -> routes.of(table, state))
                    .filter(route -> !route.table().equals(table.table())).forEach(shards::add);
        }
        inParallel("statistics", shards, BlockLoader::analyze);
    }

    /** Every thread takes one piece of work after the other. */
    private <T> void inParallel(String what, Collection<T> pieces, BiConsumer<BlockLoader, T> work) {
        Queue<T> queue = new ConcurrentLinkedQueue<>(pieces);
        var running = new ExecutorCompletionService<Void>(pool);
        for (BlockLoader loader : loaders) {
            running.submit(() -> {
                for (T piece = queue.poll(); piece != null; piece = queue.poll()) {
                    work.accept(loader, piece);
                }
                return null;
            });
        }
        await(running, what);
    }

    private void await(ExecutorCompletionService<Void> running, String what) {
        try {
            for (int i = 0; i < loaders.size(); i++) {
                running.take().get();
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new LabException("The load was interrupted", what, "its COPYs were cancelled on the servers",
                    "load again when you like: finished tables stay, the one under way is loaded anew", e);
        } catch (ExecutionException e) {
            stop();
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** States take turns, so that several workers are busy at once. */
    private List<Block> blocks(RetailTable table) {
        if (!table.distributed()) {
            return List.of(new Block(table, null, 0, data.rows(table)));
        }
        List<Queue<Block>> byState = new ArrayList<>();
        for (State state : State.values()) {
            Queue<Block> blocks = new ArrayDeque<>();
            long units = data.units(table, state);
            for (long from = 0; from < units; from += UNITS_PER_BLOCK) {
                blocks.add(new Block(table, state, from, Math.min(from + UNITS_PER_BLOCK, units)));
            }
            byState.add(blocks);
        }
        return inTurns(byState);
    }

    private static List<Block> inTurns(List<Queue<Block>> byState) {
        List<Block> blocks = new ArrayList<>();
        while (byState.stream().anyMatch(queue -> !queue.isEmpty())) {
            byState.stream().filter(queue -> !queue.isEmpty()).forEach(queue -> blocks.add(queue.remove()));
        }
        return blocks;
    }

    /** Ends all threads, then their sessions. */
    @Override
    public void close() {
        try (Cleaning end = () -> loaders.forEach(BlockLoader::close)) {
            stop();
        }
    }

    private void stop() {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!pool.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                throw new LabException("A COPY did not stop within " + SECONDS_TO_STOP + " s",
                        "look at pg_stat_activity on the workers");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

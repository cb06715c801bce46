package shardlab.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The same work for several servers at the same time. */
final class SideBySide {

    private SideBySide() {
    }

    /** Does the work for each, waits for all, and throws the first error. */
    static <T> void each(List<T> items, Consumer<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, items.size()));
        try {
            var all = items.stream().map(item -> CompletableFuture.runAsync(() -> work.accept(item), threads)).toList();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            threads.shutdown();
        }
    }

    /** True if the test holds for all. */
    static <T> boolean all(List<T> items, Predicate<T> test) {
        var holds = new java.util.concurrent.atomic.AtomicBoolean(true);
        each(items, item -> {
            if (!test.test(item)) {
                holds.set(false);
            }
        });
        return holds.get();
    }
}

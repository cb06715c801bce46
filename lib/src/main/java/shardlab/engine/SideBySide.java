package shardlab.engine;

import java.util.List;
import java.util.Optional;
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

    /** Does the work for each, waits for all, and throws the first error, with the others as suppressed ones. */
    static <T> void each(List<T> items, Consumer<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, items.size()));
        try {
            var all = items.stream().map(item -> CompletableFuture.runAsync(() -> work.accept(item), threads)).toList();
            all.stream().flatMap(each -> failure(each).stream()).reduce(SideBySide::together).ifPresent(first -> {
                throw first;
            });
        } finally {
            threads.shutdown();
        }
    }

    private static Optional<RuntimeException> failure(CompletableFuture<Void> work) {
        try {
            work.join();
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.of(e.getCause() instanceof RuntimeException cause ? cause : e);
        }
    }

    private static RuntimeException together(RuntimeException first, RuntimeException other) {
        if (first != other) {
            first.addSuppressed(other);
        }
        return first;
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

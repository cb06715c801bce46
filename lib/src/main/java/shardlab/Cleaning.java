package shardlab;

import java.util.List;

/**
 * What is to be done after some work, whatever became of it: {@code try (Cleaning end = this::unlock) {…}}. What goes
 * wrong in it is suppressed in the work's own error, and never hides it.
 */
@FunctionalInterface
public interface Cleaning extends AutoCloseable {

    @Override
    void close();

    /** Does some work, and, only if it fails, an end of what was begun; the work's error is thrown. */
    static void ifFails(Cleaning end, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            try (end) {
                throw e;
            }
        }
    }

    /** Does all, those after one that fails too; throws the first error, with the others suppressed in it. */
    static void all(List<? extends Cleaning> cleanings) {
        if (!cleanings.isEmpty()) {
            try (Cleaning rest = () -> all(cleanings.subList(1, cleanings.size()))) {
                cleanings.get(0).close();
            }
        }
    }
}

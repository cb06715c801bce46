package shardlab.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import shardlab.files.LockFile;

/**
 * The second cluster beside a local one. It lives no longer than the process that made it.
 *
 * @param source      what the first is made from
 * @param stateFolder the lab's state folder
 */
record Beside(PostgresSource source, Path stateFolder) {

    private static final String LOCK = "copies.lock";

    /** A second cluster has none beside it. */
    private Optional<SecondSource> second() {
        return source instanceof SecondSource ? Optional.empty() : Optional.of(new SecondSource(source));
    }

    boolean canBe() {
        return second().isPresent();
    }

    /** Under this lock whoever has a second cluster keeps it. */
    static LockFile lock(LocalMemory memory) {
        return new LockFile(memory.folder().resolve(LOCK));
    }

    private Optional<LocalMemory> memory() {
        return second().map(other -> new LocalMemory(other, stateFolder))
                .filter(memory -> Files.isDirectory(memory.folder()));
    }

    Optional<Copies> copies(LocalServers first) {
        return second().map(other -> new Copies(first, other, stateFolder));
    }

    /** The names of its servers that run. */
    List<String> alive() {
        return memory().map(LocalMemory::alive).orElse(List.of());
    }

    /** Ends it, whosever it is. */
    void end() {
        memory().ifPresent(memory -> new LocalEngine(memory.source(), stateFolder).reset());
    }

    /** Ends one whose process was killed. */
    void sweep() {
        memory().filter(memory -> memory.remains().areThere()).flatMap(memory -> lock(memory).tryTake("sweeps"))
                .ifPresent(lock -> {
                    try (lock) {
                        end();
                    }
                });
    }
}

package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.LabException;

/**
 * What notebooks have beside a local cluster: a second cluster, plain servers. None of it lives longer than the process
 * that made it.
 *
 * @param source      what the cluster is made from
 * @param stateFolder the lab's state folder
 */
record Beside(PostgresSource source, Path stateFolder) {

    private Optional<LocalMemory> second() {
        return source.isBeside() ? Optional.empty()
                : Optional.of(new LocalMemory(new SecondSource(source), stateFolder));
    }

    boolean canBe() {
        return !source.isBeside();
    }

    Optional<Copies> copies(LocalServers first) {
        return second().map(memory -> new Copies(first, memory));
    }

    Optional<PlainPostgres> plain() {
        return canBe() ? Optional.of(new PlainPostgres(source, stateFolder)) : Optional.empty();
    }

    private Optional<LocalMemory> secondThere() {
        return second().filter(memory -> Files.isDirectory(memory.folder()));
    }

    private List<LocalMemory> plainThere() {
        if (source.isBeside() || !Files.isDirectory(stateFolder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(stateFolder)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith(PlainSource.prefix(source)))
                    .map(name -> new LocalMemory(new PlainSource(source, name), stateFolder)).toList();
        } catch (IOException e) {
            throw new LabException("cannot see which servers there are", stateFolder.toString(), FileProblem.reason(e),
                    "run it as the account that owns the folder", e);
        }
    }

    /** The names of the servers that run. */
    List<String> alive() {
        return Stream.concat(secondThere().stream().flatMap(memory -> memory.alive().stream()),
                plainThere().stream().filter(memory -> !memory.alive().isEmpty())
                        .map(memory -> "a plain PostgreSQL")).toList();
    }

    /** Ends all, whosever they are. */
    void end() {
        secondThere().ifPresent(Beside::endSecond);
        plainThere().forEach(PlainPostgres::remove);
    }

    private static void endSecond(LocalMemory memory) {
        new LocalEngine(memory.source(), memory.stateFolder()).reset();
    }

    /** Ends those whose process was killed. */
    void sweep() {
        secondThere().filter(memory -> memory.remains().areThere())
                .ifPresent(memory -> sweep(memory, () -> endSecond(memory)));
        plainThere().forEach(memory -> sweep(memory, () -> PlainPostgres.remove(memory)));
    }

    private static void sweep(LocalMemory memory, Runnable removal) {
        ShortLived.lock(memory).tryTake("sweeps").ifPresent(lock -> {
            try (lock) {
                removal.run();
            }
        });
    }
}

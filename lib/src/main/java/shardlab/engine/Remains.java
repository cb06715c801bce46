package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import shardlab.files.Folders;

/**
 * What there is of a local cluster, whether or not the lab's memory of it can be read: its servers are found by the pid
 * files in their data folders.
 *
 * @param folder the engine's own folder
 * @param places where data folders may be
 */
record Remains(Path folder, Set<DataFolders> places) {

    /** True if there may be anything to stop or to remove. */
    boolean areThere() {
        return Files.exists(folder) || places.stream().anyMatch(DataFolders::exist);
    }

    /** The servers whose processes run. */
    List<ServerProcess> alive() {
        return places.stream().flatMap(place -> place.processes().stream()).filter(ServerProcess::isAlive).toList();
    }

    /** Stops whatever runs; {@code mode} is pg_ctl's. The programs are asked for only if something does. */
    void stop(String mode, Supplier<Postgres> programs) {
        var alive = alive();
        if (!alive.isEmpty()) {
            var postgres = programs.get();
            SideBySide.each(alive, process -> process.stop(postgres, mode));
        }
    }

    /** Where data is and how much; empty if there is none. */
    Optional<Engine.Stored> stored() {
        var folders = places.stream().filter(DataFolders::exist).map(DataFolders::folder).toList();
        return folders.isEmpty() ? Optional.empty() : Optional.of(new Engine.Stored(
                folders.stream().map(Path::toString).collect(Collectors.joining(", ")),
                OptionalLong.of(folders.stream().mapToLong(Folders::bytes).sum())));
    }

    /** Removes all data. */
    void delete() throws IOException {
        for (var place : places) {
            place.delete();
        }
    }
}

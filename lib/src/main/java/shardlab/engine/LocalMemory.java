package shardlab.engine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the lab knows of a local engine's servers, by its own file or else by what their folders tell.
 *
 * @param source      the PostgreSQL of the servers
 * @param stateFolder the lab's state folder; the engine's part of it bears its name
 */
record LocalMemory(PostgresSource source, Path stateFolder) {

    /** The engine's own folder. */
    Path folder() {
        return stateFolder.resolve(source.name());
    }

    /** The file. */
    Path file() {
        return folder().resolve("cluster.json");
    }

    /** What the file says of servers that are there, or else what the data folders tell. */
    Optional<LocalState> state() {
        return LocalState.read(file()).filter(each -> folders(each).exist())
                .or(() -> new Recall(source, folder(), places()).state());
    }

    /** The files of the servers of a state. */
    DataFolders folders(LocalState state) {
        return new DataFolders(folder().resolve(state.folder()));
    }

    /** What there is to stop or to remove, by the folders as they are now. */
    Remains remains() {
        var all = new LinkedHashSet<>(places());
        LocalState.read(file()).map(this::folders).ifPresent(all::add);
        return new Remains(folder(), all);
    }

    /** The names of the servers whose processes run. */
    List<String> alive() {
        Map<Path, String> names = new HashMap<>();
        state().ifPresent(state -> state.members().forEach(member ->
                names.put(folders(state).process(member).data(), member.name())));
        return remains().alive().stream().map(process -> names.getOrDefault(process.data(), process.name()))
                .sorted().toList();
    }

    private List<DataFolders> places() {
        return List.of(new DataFolders(folder()), new DataFolders(ServerFolder.outside(stateFolder).resolve(source.name())));
    }
}

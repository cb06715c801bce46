package shardlab.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.Progress;

/**
 * The making of a local cluster: names, ports and data folders for servers that have never run.
 *
 * @param source    the PostgreSQL of the servers
 * @param folder    the engine's own folder
 * @param stateFile where the lab remembers the servers
 * @param workers   how many workers it is to have
 */
record NewCluster(PostgresSource source, Path folder, Path stateFile, int workers) {

    /**
     * Makes it.
     *
     * @param root where the servers' account can keep its files
     * @throws LabException if there is data that the lab does not know of, or the disk is full
     */
    LocalState make(Path root, Postgres postgres, Progress progress) {
        Path place = root.resolve(source.name());
        var folders = new DataFolders(place);
        if (folders.exist()) {
            throw new LabException("there are data folders, but the lab's memory of them is gone", stateFile.toString(),
                    "the data is left as it is", "put the file back from a copy, or ./lab reset to begin anew", null);
        }
        folders.sweep();
        var template = new Template(place.resolve("template"), source, folders.certificate());
        template.ensure(postgres, progress);
        var state = new LocalState(source.stamp(), template.password(), place.equals(folder) ? "" : place.toString(),
                false, members());
        state.write(stateFile);
        folders.create(template, state.members(), postgres.account());
        return state;
    }

    private List<LocalState.Member> members() {
        var ports = Ports.free(1 + workers, folder, List.of());
        return IntStream.rangeClosed(0, workers)
                .mapToObj(group -> new LocalState.Member(group, NodeName.of(group), ports.get(group))).toList();
    }
}

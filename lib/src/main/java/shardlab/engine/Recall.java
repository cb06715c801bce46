package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import shardlab.NodeName;

/**
 * What the lab has forgotten of servers whose data folders are there: read back from what lies beside the data, so that
 * a damaged {@code cluster.json} costs nothing.
 *
 * @param source the PostgreSQL of the servers
 * @param folder the engine's own folder
 * @param places where data folders may be
 */
record Recall(PostgresSource source, Path folder, Collection<DataFolders> places) {

    /** The cluster as it was, as far as can be told; empty if there is no coordinator's data or no password. */
    Optional<LocalState> state() {
        return places.stream().flatMap(place -> of(place).stream()).findFirst();
    }

    private Optional<LocalState> of(DataFolders place) {
        var names = place.processes().stream().map(ServerProcess::name)
                .filter(LocalState.Member::isName).sorted(Comparator.comparing(NodeName::group)).toList();
        String where = place.folder().equals(folder) ? "" : place.folder().toString();
        return password(place).filter(password -> names.contains(NodeName.COORDINATOR)).map(password ->
                new LocalState(stamp(place), password, where, false, members(place, names)));
    }

    /** At its own port where it runs; else at the port that its line of the password file names. */
    private List<LocalState.Member> members(DataFolders place, List<String> names) {
        var passwords = lines(place.passfile());
        var members = new ArrayList<LocalState.Member>();
        for (String name : names) {
            var taken = members.stream().map(LocalState.Member::port).toList();
            int port = PostmasterPid.alive(place.process(LocalState.Member.named(name, 0)).data()).map(PostmasterPid::port)
                    .or(() -> port(passwords, members.size()).filter(each -> !taken.contains(each)))
                    .orElseGet(() -> Ports.free(1, folder, taken).get(0));
            members.add(LocalState.Member.named(name, port));
        }
        return members;
    }

    private static Optional<Integer> port(List<String> passwords, int index) {
        return passwords.stream().skip(index).findFirst().map(line -> line.split(":"))
                .filter(fields -> fields.length > 1 && fields[1].matches("\\d{1,5}"))
                .map(fields -> Integer.valueOf(fields[1]));
    }

    private static Optional<String> password(DataFolders place) {
        return lines(place.passfile()).stream().map(line -> line.substring(line.lastIndexOf(':') + 1)).findFirst()
                .or(() -> lines(place.folder().resolve("template/password")).stream().findFirst())
                .filter(password -> !password.isBlank());
    }

    /** The template has the stamp behind PostgreSQL's version. */
    private String stamp(DataFolders place) {
        return lines(place.folder().resolve("template/stamp")).stream().findFirst()
                .map(line -> line.substring(line.indexOf(' ') + 1)).orElseGet(source::stamp);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}

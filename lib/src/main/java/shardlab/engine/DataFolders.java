package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.files.Folders;

/**
 * The files of the servers of one cluster: a data folder and a log for each, and the password file that they share.
 *
 * @param folder where they are
 */
record DataFolders(Path folder) {

    private static final String NODES = "nodes";

    /** The files of one server. */
    ServerProcess process(LocalState.Member member) {
        return process(member.name(), member.files());
    }

    private ServerProcess process(String name, String files) {
        return new ServerProcess(name, data(files), folder.resolve("logs").resolve(files + ".log"));
    }

    /** The files of a server that is none of the cluster's nodes. */
    ServerProcess named(String files) {
        return process(files, files);
    }

    /** Where the data of a server is put together. */
    Path partial(String files) {
        return folder.resolve(NODES + ".partial").resolve(files);
    }

    /** All servers' data is there: it is put in its place. */
    void completePartial() throws IOException {
        Files.move(folder.resolve(NODES + ".partial"), folder.resolve(NODES), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The files of every server that has a data folder. */
    List<ServerProcess> processes() {
        if (!exist()) {
            return List.of();
        }
        try (Stream<Path> data = Files.list(folder.resolve(NODES))) {
            return data.map(each -> each.getFileName().toString()).map(files -> process(files, files)).toList();
        } catch (IOException e) {
            throw new LabException("cannot see which servers there are", folder.resolve(NODES).toString(),
                    FileProblem.reason(e), "run it as the account that owns the folder", e);
        }
    }

    /** Where libpq finds the passwords when one server connects to another. */
    Path passfile() {
        return folder.resolve("passfile");
    }

    /** By what clients know these servers. */
    ServerCertificate certificate() {
        return new ServerCertificate(folder.resolve("certificate"));
    }

    /** What a client of these servers asks for. */
    Map<String, String> demands() {
        return certificate().demands(passfile());
    }

    /** The variables of a server's environment: how it logs in to the other servers. */
    Map<String, String> variables() {
        return certificate().variables(passfile());
    }

    /**
     * Writes the passwords that servers and clients find by libpq's password file. Each line names host, port and role:
     * no other server is told.
     *
     * @param ports where the servers listen, and what stands before them
     */
    void writePassfile(Collection<Integer> ports, String password, ServerAccount account) {
        var lines = ports.stream().distinct()
                .map(port -> Ports.LOOPBACK + ":" + port + ":*:" + LocalState.USER + ":" + password + "\n").toList();
        try {
            Folders.writePrivately(passfile(), String.join("", lines));
            account.own(passfile());
        } catch (IOException e) {
            throw FileProblem.of("cannot write the servers' passwords", passfile(), e, Folders.REMEDY);
        }
    }

    /** True if there is any data. */
    boolean exist() {
        return Files.exists(folder.resolve(NODES));
    }

    /**
     * Copies the template for each server: all of them are there in the end, or none.
     *
     * @throws LabException if the disk is full or the folder cannot be written
     */
    void create(Template template, List<LocalState.Member> members, ServerAccount account) {
        Path partial = folder.resolve(NODES + ".partial");
        try {
            Folders.delete(partial);
            Folders.make(partial);
            SideBySide.each(members, member -> copy(template.data(), partial.resolve(member.files())));
            account.own(partial);
            Files.move(partial, folder.resolve(NODES), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw cannotMake(folder, e);
        } finally {
            Folders.deleteQuietly(partial);
        }
    }

    /**
     * Copies the template for one server more: it is there in the end, whole, or not.
     *
     * @throws LabException if the disk is full or the folder cannot be written
     */
    void add(Template template, LocalState.Member member, ServerAccount account) {
        Path partial = folder.resolve(NODES + ".partial");
        try {
            Folders.delete(partial);
            Folders.delete(data(member.files()));
            copy(template.data(), partial);
            account.own(partial);
            Files.move(partial, data(member.files()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw cannotMake(folder, e);
        } finally {
            Folders.deleteQuietly(partial);
        }
    }

    /** Removes the files of one server. */
    void remove(LocalState.Member member) {
        try {
            Folders.delete(data(member.files()));
            Files.deleteIfExists(process(member).log());
        } catch (IOException e) {
            throw new LabException("cannot remove the data of " + member.name(), data(member.files()).toString(),
                    FileProblem.reason(e), "run it as the account that owns the folder", e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Folders.copy(from, to);
        } catch (IOException e) {
            throw cannotMake(to, e);
        }
    }

    private static LabException cannotMake(Path where, IOException e) {
        return new LabException("cannot make the servers' data folders", where.toString(), FileProblem.reason(e),
                "a server takes about 40 MB; " + Folders.REMEDY, e);
    }

    /**
     * Gets the folders ready for their servers to start: settings, logs, certificate, ownership.
     *
     * @throws LabException if a data folder is missing, with the others left alone
     */
    void prepare(LocalState state, PostgresSource source, Postgres postgres) {
        ServerAccount account = postgres.account();
        var missing = state.members().stream()
                .filter(member -> !Files.exists(data(member.files()).resolve("PG_VERSION"))).toList();
        if (!missing.isEmpty()) {
            throw new LabException("the data of "
                    + missing.stream().map(LocalState.Member::name).collect(Collectors.joining(", ")) + " is gone",
                    folder.resolve(NODES).toString(),
                    "the data of the other servers is left as it is",
                    "put the data folder back from a copy, or ./lab reset to begin anew without data", null);
        }
        try {
            Folders.make(folder.resolve("logs"));
            certificate().ensure(account);
            for (var member : state.members()) {
                account.own(data(member.files()));
                certificate().copyTo(data(member.files()), account);
                new ServerSettings(source.settings(postgres)).writeTo(data(member.files()), account);
            }
            account.own(folder.resolve("logs"));
        } catch (IOException e) {
            throw new LabException("cannot write the servers' settings", folder.toString(), FileProblem.reason(e),
                    Folders.REMEDY, e);
        }
    }

    /** The major version of PostgreSQL that made a server's data folder. */
    int major(LocalState.Member member) {
        Path data = data(member.files());
        try {
            return Integer.parseInt(Files.readString(data.resolve("PG_VERSION")).strip());
        } catch (IOException e) {
            throw new LabException("cannot read the data folder of " + member.name(), data.toString(),
                    FileProblem.reason(e), Folders.REMEDY, e);
        }
    }

    /** True unless a server's data folder tells of another major version of PostgreSQL. */
    boolean isOfMajor(int major, LocalState.Member member) {
        return !Files.exists(data(member.files()).resolve("PG_VERSION")) || major(member) == major;
    }

    /** Removes what an interrupted start left behind. */
    void sweep() {
        Folders.deleteQuietly(folder.resolve(NODES + ".partial"));
    }

    /** Removes all of it. */
    void delete() throws IOException {
        sweep();
        Folders.delete(folder.resolve(NODES));
        Folders.delete(folder.resolve("logs"));
        Files.deleteIfExists(passfile());
    }

    private Path data(String files) {
        return folder.resolve(NODES).resolve(files);
    }
}

package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.files.Folders;
import shardlab.sql.Server;
import shardlab.sql.Session;

/**
 * A data folder that is made once and copied for each server: the files of {@code initdb}, the lab's settings, and
 * what the engine's servers are furnished with.
 */
final class Template {

    private static final int PASSWORD_BYTES = 18;

    private final Path folder;
    private final PostgresSource source;
    private final ServerCertificate certificate;

    /**
     * @param folder      where it is, or will be
     * @param source      what it is made from
     * @param certificate what clients know its servers by
     */
    Template(Path folder, PostgresSource source, ServerCertificate certificate) {
        this.folder = folder;
        this.source = source;
        this.certificate = certificate;
    }

    /** The data folder to copy. */
    Path data() {
        return folder.resolve("data");
    }

    /** The password of the superuser in it. */
    String password() {
        return read("password");
    }

    /**
     * Makes it if it is not there, or is of another version. Whoever calls holds the lock.
     *
     * @throws LabException if initdb fails, or the disk is full
     */
    void ensure(Postgres postgres, Progress progress) {
        if (isWhole() && read("stamp").equals(stamp(postgres))) {
            return;
        }
        sweep(postgres);
        Path partial = partial();
        try {
            Folders.make(partial);
            make(partial, postgres, progress);
            Folders.delete(folder);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LabException("cannot make the template of the servers", folder.toString(), FileProblem.reason(e),
                    "it takes about 60 MB; " + Folders.REMEDY, e);
        } finally {
            Folders.deleteQuietly(partial);
        }
    }

    private boolean isWhole() {
        return Stream.of("stamp", "password", "data/PG_VERSION").allMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }

    private void make(Path partial, Postgres postgres, Progress progress) throws IOException {
        progress.report("making the template of the servers", 0, 3, "steps");
        Path password = partial.resolve("password");
        Folders.writePrivately(password, passwordAsBefore());
        postgres.account().own(partial);
        initdb(partial, postgres);
        includeSettings(partial.resolve("data"));
        certificate.ensure(postgres.account());
        certificate.copyTo(partial.resolve("data"), postgres.account());
        new ServerSettings(source.settings(postgres)).writeTo(partial.resolve("data"), postgres.account());
        progress.report("making the template of the servers", 1, 3, "steps");
        furnish(partial, postgres, Files.readString(password));
        progress.report("making the template of the servers", 2, 3, "steps");
        Folders.writePrivately(partial.resolve("stamp"), stamp(postgres));
        progress.report("making the template of the servers", 3, 3, "steps");
    }

    /** Servers that were copied from an older template have its password, and those to come are to have the same. */
    private String passwordAsBefore() {
        return Files.exists(folder.resolve("password")) ? password() : newPassword();
    }

    private static void initdb(Path partial, Postgres postgres) {
        var arguments = new ArrayList<>(List.of("-D", partial.resolve("data").toString(),
                "--username=" + LocalState.USER, "--auth=scram-sha-256", "--pwfile=" + partial.resolve("password"),
                "--encoding=UTF8", "--no-sync", "--no-instructions"));
        arguments.addAll(locale(postgres));
        postgres.initdb(arguments, partial).orFail("initdb failed", partial.toString(),
                "if permission was denied, the file system may be mounted noexec: set SHARDLAB_HOME to another place");
    }

    /** Text sorts by code point everywhere: PostgreSQL's own C.UTF-8 where there is one, the system's before that. */
    private static List<String> locale(Postgres postgres) {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        return postgres.major() >= 17
                ? List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
                : List.of("--locale=" + (mac ? "C" : "C.UTF-8"));
    }

    private static void includeSettings(Path data) throws IOException {
        Path file = data.resolve("postgresql.conf");
        Files.writeString(file, Files.readString(file) + "\ninclude = '" + ServerSettings.FILE + "'\n");
    }

    private void furnish(Path partial, Postgres postgres, String password) {
        var server = process(partial);
        int port = Ports.free(1, partial, List.of()).get(0);
        Runnable stopping = () -> server.stop(postgres, "immediate");
        var stop = new Thread(stopping, "stop of the template's server");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            server.start(postgres, port, Map.of());
            furnish(new Server("template", Ports.LOOPBACK, port, LocalState.DATABASE, LocalState.USER, password,
                    certificate.demands(partial.resolve("passfile"))));
            server.stop(postgres, "fast");
        } catch (RuntimeException | Error e) {
            stopAfter(e, stopping, stop);
            throw e;
        }
        Runtime.getRuntime().removeShutdownHook(stop);
    }

    private void furnish(Server server) {
        try (var session = Session.open(server)) {
            source.furnish(session);
        }
    }

    /** A server that did not answer in time may be half up. If it cannot be stopped now, the process's end tries again. */
    private static void stopAfter(Throwable why, Runnable stopping, Thread stop) {
        try {
            stopping.run();
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** Removes what an interrupted making left behind, its server too. */
    private void sweep(Postgres postgres) {
        Path partial = partial();
        process(partial).stop(postgres, "immediate");
        Folders.deleteQuietly(partial);
    }

    private static ServerProcess process(Path partial) {
        return new ServerProcess("template", partial.resolve("data"), partial.resolve("log"));
    }

    private Path partial() {
        return folder.resolveSibling(folder.getFileName() + ".partial");
    }

    /** What tells this template from one of another version. */
    private String stamp(Postgres postgres) {
        return postgres.version() + " " + source.stamp();
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new LabException("cannot read the template of the servers", folder.toString(), FileProblem.reason(e),
                    "remove that folder; the next start makes it anew", e);
        }
    }

    /** 128 random bits or more, in letters that need no quoting anywhere. */
    static String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** Servers on this machine: five copies of one template, started side by side, remembered in {@code cluster.json}. */
final class LocalEngine implements Engine {

    private final PostgresSource source;
    private final Path folder;
    private final Path stateFile;

    LocalEngine(PostgresSource source, Path stateFolder) {
        this.source = source;
        this.folder = stateFolder.resolve(source.name());
        this.stateFile = folder.resolve("cluster.json");
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Fitness fitness() {
        return source.fitness();
    }

    @Override
    public Optional<Servers> running() {
        return LocalState.read(stateFile).map(LocalState::servers).filter(servers -> answers(servers.coordinator()));
    }

    @Override
    public Servers start(Progress progress) {
        var state = LocalState.read(stateFile);
        if (state.isPresent() && SideBySide.all(state.get().members(), each -> answers(state.get().server(each)))) {
            return state.get().servers();
        }
        try (var lock = lock()) {
            return startUnderLock(progress).servers();
        }
    }

    private LocalState startUnderLock(Progress progress) {
        var postgres = source.postgres(progress, ServerAccount.choose());
        sweep();
        var state = LocalState.read(stateFile).orElseGet(() -> create(postgres, progress));
        var ports = choosePorts(state);
        ports.write(stateFile);
        progress.report("starting servers", 0, ports.members().size(), "servers");
        SideBySide.each(ports.members(), member -> {
            if (!answers(ports.server(member))) {
                process(ports, member).start(postgres, member.port(), passfile());
            }
        });
        progress.report("starting servers", ports.members().size(), ports.members().size(), "servers");
        return ports;
    }

    private LocalState create(Postgres postgres, Progress progress) {
        var template = new Template(folder.resolve("template"), source);
        template.ensure(postgres, progress);
        var names = Stream.concat(Stream.of("coordinator"),
                Stream.iterate(1, i -> i + 1).limit(Settings.WORKERS).map(i -> "worker-" + i)).toList();
        var ports = Ports.free(names.size(), folder, List.of());
        var members = new ArrayList<LocalState.Member>();
        for (int i = 0; i < names.size(); i++) {
            members.add(new LocalState.Member(names.get(i), ports.get(i)));
        }
        var state = new LocalState(postgres.version(), template.stamp(), template.password(), folder, members);
        copyTemplate(template, names, postgres);
        state.write(stateFile);
        return state;
    }

    private void copyTemplate(Template template, List<String> names, Postgres postgres) {
        Path partial = folder.resolve("nodes.partial");
        try {
            Files.createDirectories(partial);
            Files.createDirectories(folder.resolve("logs"));
            SideBySide.each(names, name -> copy(template.data(), partial.resolve(name)));
            Folders.writePrivately(passfile(), "*:*:*:*:" + template.password() + "\n");
            postgres.account().own(folder.resolve("logs"));
            postgres.account().own(passfile());
            Files.move(partial, folder.resolve("nodes"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LabException("cannot make the data folders", folder.toString(), Folders.reason(e),
                    "make room there (five servers take about 200 MB)", e);
        } finally {
            Folders.deleteQuietly(partial);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Folders.copy(from, to);
        } catch (IOException e) {
            throw new LabException("cannot copy the template of the servers", to.toString(), Folders.reason(e),
                    "make room there (five servers take about 200 MB)", e);
        }
    }

    private LocalState choosePorts(LocalState state) {
        var taken = new ArrayList<>(state.members().stream().map(LocalState.Member::port).toList());
        var members = new ArrayList<LocalState.Member>();
        for (var member : state.members()) {
            boolean keeps = process(state, member).pid().isPresent() || Ports.isFree(member.port());
            int port = keeps ? member.port() : Ports.free(1, folder, taken).get(0);
            taken.add(port);
            members.add(new LocalState.Member(member.name(), port));
        }
        return state.withMembers(members);
    }

    @Override
    public void stop() {
        try (var lock = lock()) {
            var state = LocalState.read(stateFile);
            if (state.isPresent()) {
                var postgres = source.postgres(Progress.SILENT, ServerAccount.choose());
                SideBySide.each(state.get().members(), member -> process(state.get(), member).stop(postgres, "fast"));
            }
        }
    }

    @Override
    public void reset() {
        stop();
        try (var lock = lock()) {
            Files.deleteIfExists(stateFile);
            Folders.delete(folder.resolve("nodes"));
            Folders.delete(folder.resolve("logs"));
        } catch (IOException e) {
            throw new LabException("cannot remove the cluster's data", folder.toString(), Folders.reason(e), null, e);
        }
    }

    @Override
    public void kill(Server server) {
        var state = LocalState.read(stateFile).orElseThrow();
        process(state, member(state, server)).stop(source.postgres(Progress.SILENT, ServerAccount.choose()), "immediate");
    }

    @Override
    public Server restart(Server server) {
        try (var lock = lock()) {
            var state = startUnderLock(Progress.SILENT);
            return state.server(state.members().stream().filter(each -> each.name().equals(server.name()))
                    .findFirst().orElseThrow());
        }
    }

    private static LocalState.Member member(LocalState state, Server server) {
        return state.members().stream().filter(each -> each.port() == server.port()).findFirst().orElseThrow(() ->
                new LabException(server.label() + " is not a server that the lab started", "./lab status lists them"));
    }

    private void sweep() {
        Folders.deleteQuietly(folder.resolve("nodes.partial"));
        Folders.deleteQuietly(folder.resolve("template.partial"));
    }

    private ServerProcess process(LocalState state, LocalState.Member member) {
        return new ServerProcess(member.name(), state.folder().resolve("nodes").resolve(member.name()),
                state.folder().resolve("logs").resolve(member.name() + ".log"));
    }

    private StateLock lock() {
        return StateLock.take(folder.resolve("lock"));
    }

    private Path passfile() {
        return folder.resolve("passfile");
    }

    private static boolean answers(Server server) {
        try (var session = Session.open(server)) {
            return session.query("select 1").size() == 1;
        } catch (LabException e) {
            return false;
        }
    }
}

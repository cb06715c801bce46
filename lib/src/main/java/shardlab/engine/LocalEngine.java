package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.sql.Server;
import shardlab.sql.Session;

/**
 * Servers on this machine: copies of one template, started side by side, remembered in {@code cluster.json}. Whoever
 * changes anything holds the lock of the folder; whoever only attaches needs none.
 */
final class LocalEngine implements Engine {

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final PostgresSource source;
    private final Path stateFolder;
    private final Path folder;
    private final Path stateFile;

    /**
     * @param source      the PostgreSQL to start
     * @param stateFolder the lab's state folder; this engine's part of it bears its name
     */
    LocalEngine(PostgresSource source, Path stateFolder) {
        this.source = source;
        this.stateFolder = stateFolder;
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
    public boolean ownsServers() {
        return true;
    }

    @Override
    public Optional<Servers> running() {
        return LocalState.read(stateFile).map(LocalState::servers).filter(servers -> Answers.from(servers.coordinator()));
    }

    @Override
    public Servers start(Progress progress) {
        var state = LocalState.read(stateFile).filter(LocalState::finished);
        if (state.isPresent() && fits(state.get()) && allAnswer(state.get())) {
            return state.get().servers();
        }
        try (var lock = lock()) {
            return startUnderLock(progress).servers();
        }
    }

    private boolean allAnswer(LocalState state) {
        return state.members().stream().noneMatch(member -> process(state, member).wasMoved())
                && SideBySide.all(state.servers().all(), Answers::from);
    }

    private LocalState startUnderLock(Progress progress) {
        var account = ServerAccount.choose();
        Path root = ServerFolder.choose(stateFolder, account);
        var postgres = source.postgres(root, account, progress);
        var state = LocalState.read(stateFile).filter(each -> folders(each).exist())
                .orElseGet(() -> create(root, postgres, progress));
        folders(state).prepare(state.names(), source, state.password(), account);
        check(state, postgres);
        state = startAll(state, postgres, progress);
        return state.finished() ? state : finish(state);
    }

    /** Between the look at a port and the server's own, another program may take it: then once more, with other ports. */
    private LocalState startAll(LocalState state, Postgres postgres, Progress progress) {
        var usable = withUsablePorts(state, state.names());
        try {
            return startAt(usable, postgres, progress);
        } catch (LabException e) {
            var moved = withUsablePorts(usable, usable.names());
            if (moved.equals(usable)) {
                throw e;
            }
            try {
                return startAt(moved, postgres, progress);
            } catch (LabException again) {
                again.addSuppressed(e);
                throw again;
            }
        }
    }

    private LocalState startAt(LocalState ports, Postgres postgres, Progress progress) {
        ports.write(stateFile);
        startThoseThatAreDown(ports, postgres, progress);
        return ports;
    }

    private LocalState create(Path root, Postgres postgres, Progress progress) {
        Path place = root.resolve(name());
        var folders = new DataFolders(place);
        if (folders.exist()) {
            throw new LabException("there are data folders, but the lab's memory of them is gone", stateFile.toString(),
                    "the data is left as it is", "put the file back from a copy, or ./lab reset to begin anew", null);
        }
        folders.sweep();
        var template = new Template(place.resolve("template"), source);
        template.ensure(postgres, progress);
        var state = new LocalState(source.stamp(), template.password(), place.equals(folder) ? "" : place.toString(),
                false, members());
        state.write(stateFile);
        folders.create(template, state.names(), postgres.account());
        return state;
    }

    private List<LocalState.Member> members() {
        var names = Stream.concat(Stream.of("coordinator"),
                IntStream.rangeClosed(1, Settings.WORKERS).mapToObj(i -> "worker-" + i)).toList();
        var ports = Ports.free(names.size(), folder, List.of());
        return IntStream.range(0, names.size())
                .mapToObj(i -> new LocalState.Member(names.get(i), ports.get(i))).toList();
    }

    private boolean fits(LocalState state) {
        return state.stamp().equals(source.stamp());
    }

    private void check(LocalState state, Postgres postgres) {
        int major = folders(state).major(state.names().get(0));
        if (major != postgres.major()) {
            throw new LabException("the data was made by PostgreSQL " + major + ", and this is " + postgres.version(),
                    folder.toString(), "the data is left as it is", "bring back PostgreSQL " + major
                    + ", or ./lab reset to begin anew without data", null);
        }
        if (!fits(state)) {
            throw new LabException("the cluster was made by another version of the lab", folder.toString(),
                    "its servers carry '" + state.stamp() + "', and this version needs '" + source.stamp() + "'",
                    "./lab reset begins anew; the notebooks make their data again", null);
        }
    }

    /** A server that runs keeps its port; of the named ones, another gets a new one if something listens at its own. */
    private LocalState withUsablePorts(LocalState state, List<String> names) {
        var spokenFor = new ArrayList<>(state.members().stream().map(LocalState.Member::port).toList());
        var members = new ArrayList<LocalState.Member>();
        for (var member : state.members()) {
            int port = names.contains(member.name()) ? usablePort(state, member, spokenFor) : member.port();
            spokenFor.add(port);
            members.add(new LocalState.Member(member.name(), port));
        }
        return state.withMembers(members);
    }

    private int usablePort(LocalState state, LocalState.Member member, List<Integer> spokenFor) {
        return PostmasterPid.alive(process(state, member).data()).map(PostmasterPid::port)
                .orElseGet(() -> Ports.isFree(member.port()) ? member.port() : Ports.free(1, folder, spokenFor).get(0));
    }

    private void startThoseThatAreDown(LocalState state, Postgres postgres, Progress progress) {
        var ready = new AtomicInteger();
        int all = state.members().size();
        progress.report("starting servers", 0, all, "servers");
        SideBySide.each(state.members(), member -> {
            start(state, member, postgres);
            progress.report("starting servers", ready.incrementAndGet(), all, "servers");
        });
    }

    /** A server that was killed a moment ago may still be there, and not answer: it is started when it is gone. */
    private void start(LocalState state, LocalState.Member member, Postgres postgres) {
        var process = process(state, member);
        if (process.wasMoved()) {
            process.stop(postgres, "fast");
        }
        boolean answers = process.isAlive() && Answers.eventually(state.server(member), RECOVERY, process::isAlive);
        if (!answers && !process.isAlive()) {
            process.start(postgres, member.port(), folders(state).passfile());
            answers = Answers.eventually(state.server(member), RECOVERY);
        }
        if (!answers) {
            throw process.didNotStart(member.port(), "");
        }
    }

    /** The first start of all: what a copy must not share with the others. */
    private LocalState finish(LocalState state) {
        SideBySide.each(state.servers().all(), server -> {
            try (var session = Session.open(server)) {
                source.individualize(session);
            }
        });
        var finished = state.whenFinished();
        finished.write(stateFile);
        return finished;
    }

    @Override
    public void stop() {
        if (remains().areThere()) {
            try (var lock = lock()) {
                remains().stop("fast", this::postgres);
            }
        }
    }

    @Override
    public void reset() {
        if (!remains().areThere()) {
            return;
        }
        try (var lock = lock()) {
            remains().stop("immediate", this::postgres);
            remains().delete();
            Files.deleteIfExists(stateFile);
        } catch (IOException e) {
            throw new LabException("cannot remove the cluster's data", folder.toString(), FileProblem.reason(e),
                    "run it as the account that owns the folder", e);
        }
    }

    /** What there is to stop or to remove, by the folders as they are now. */
    private Remains remains() {
        var places = new LinkedHashSet<DataFolders>();
        places.add(new DataFolders(folder));
        places.add(new DataFolders(ServerFolder.outside(stateFolder).resolve(name())));
        LocalState.readIfWhole(stateFile).map(this::folders).ifPresent(places::add);
        return new Remains(folder, places);
    }

    @Override
    public void kill(Server server) {
        var state = state();
        process(state, state.member(server)).stop(postgres(), "immediate");
    }

    @Override
    public Server restart(Server server) {
        try (var lock = lock()) {
            String name = state().member(server).name();
            var state = withUsablePorts(state(), List.of(name));
            state.write(stateFile);
            start(state, state.member(name), postgres());
            return state.server(state.member(name));
        }
    }

    @Override
    public String lastLogLines(Server server) {
        var state = state();
        return process(state, state.member(server)).lastLogLines("");
    }

    @Override
    public Optional<Path> programs() {
        return Optional.of(postgres().bin());
    }

    private LocalState state() {
        return LocalState.read(stateFile).orElseThrow(() ->
                new LabException("there is no " + name() + " cluster", "./lab up starts one"));
    }

    private Postgres postgres() {
        var account = ServerAccount.choose();
        return source.postgres(ServerFolder.choose(stateFolder, account), account, Progress.SILENT);
    }

    private DataFolders folders(LocalState state) {
        return new DataFolders(folder.resolve(state.folder()));
    }

    private ServerProcess process(LocalState state, LocalState.Member member) {
        return folders(state).process(member.name());
    }

    private StateLock lock() {
        return StateLock.take(folder.resolve("lock"));
    }
}

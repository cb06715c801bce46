package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
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
    private final LocalMemory memory;

    /**
     * @param source      the PostgreSQL to start
     * @param stateFolder the lab's state folder; this engine's part of it bears its name
     */
    LocalEngine(PostgresSource source, Path stateFolder) {
        this.source = source;
        this.stateFolder = stateFolder;
        this.folder = stateFolder.resolve(source.name());
        this.memory = new LocalMemory(source, stateFolder);
        this.stateFile = memory.file();
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
        return memory.state().filter(this::coordinatorListens).map(this::servers)
                .filter(servers -> Answers.from(servers.coordinator()));
    }

    @Override
    public Servers start(Progress progress) {
        var state = memory.state().filter(LocalState::finished);
        if (state.isPresent() && fits(state.get()) && allAnswer(state.get())) {
            return servers(state.get());
        }
        try (var lock = lock()) {
            return servers(startUnderLock(progress));
        }
    }

    /** Only then is it known, by its pid file, that it is the lab's own server that listens at the port. */
    private boolean coordinatorListens(LocalState state) {
        var coordinator = state.members().get(0);
        return process(state, coordinator).listensAt(coordinator.port());
    }

    private boolean allAnswer(LocalState state) {
        return state.members().stream().allMatch(member -> process(state, member).listensAt(member.port()))
                && state.members().stream().noneMatch(member -> process(state, member).wasMoved())
                && SideBySide.all(servers(state).all(), Answers::from);
    }

    private LocalState startUnderLock(Progress progress) {
        var account = ServerAccount.choose();
        Path root = ServerFolder.choose(stateFolder, account);
        var postgres = source.postgres(root, account, progress);
        var state = memory.state()
                .orElseGet(() -> new NewCluster(source, folder, stateFile).make(root, postgres, progress));
        stopThoseWithAnotherCertificate(state, postgres);
        folders(state).prepare(state.names(), source, account);
        check(state, postgres);
        state = startAll(state, postgres, progress);
        return state.finished() ? state : finish(state);
    }

    /** Between the look at a port and the server's own, another program may take it: then once more, with other ports. */
    private LocalState startAll(LocalState state, Postgres postgres, Progress progress) {
        var usable = usablePorts(state).of(state, state.names());
        try {
            return startAt(usable, postgres, progress);
        } catch (LabException e) {
            var moved = usablePorts(usable).of(usable, usable.names());
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

    @Override
    public void admit(Collection<Integer> proxies) {
        var ports = new ArrayList<>(state().ports());
        ports.addAll(proxies);
        folders(state()).writePassfile(ports, state().password(), ServerAccount.choose());
    }

    private LocalState startAt(LocalState ports, Postgres postgres, Progress progress) {
        remember(ports, postgres.account());
        startThoseThatAreDown(ports, postgres, progress);
        return ports;
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
        boolean answers = process.isAlive() && Answers.eventually(server(state, member), RECOVERY, process::isAlive);
        if (!answers && !process.isAlive()) {
            process.start(postgres, member.port(), folders(state).variables());
            answers = Answers.eventually(server(state, member), RECOVERY);
        }
        if (!answers) {
            throw process.didNotStart(member.port(), "");
        }
    }

    /** The first start of all: what a copy must not share with the others. */
    private LocalState finish(LocalState state) {
        SideBySide.each(servers(state).all(), server -> {
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
        if (memory.remains().areThere()) {
            try (var lock = lock()) {
                memory.remains().stop("fast", this::postgres);
            }
        }
    }

    @Override
    public void reset() {
        if (!memory.remains().areThere()) {
            return;
        }
        try (var lock = lock()) {
            memory.remains().stop("immediate", this::postgres);
            memory.remains().delete();
            Files.deleteIfExists(stateFile);
        } catch (IOException e) {
            throw new LabException("cannot remove the cluster's data", folder.toString(), FileProblem.reason(e),
                    "run it as the account that owns the folder", e);
        }
    }

    @Override
    public Optional<Stored> stored() {
        return memory.remains().stored();
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
            var state = usablePorts(state()).of(state(), List.of(name));
            remember(state, ServerAccount.choose());
            start(state, state.member(name), postgres());
            return server(state, state.member(name));
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

    private void remember(LocalState state, ServerAccount account) {
        state.write(stateFile);
        folders(state).writePassfile(state.ports(), state.password(), account);
    }

    private UsablePorts usablePorts(LocalState state) {
        return new UsablePorts(folder, folders(state));
    }

    private Servers servers(LocalState state) {
        return state.servers(folders(state).demands());
    }

    private Server server(LocalState state, LocalState.Member member) {
        return state.server(member, folders(state).demands());
    }

    /** Servers of an older version of the lab, which a client of today would take for somebody else's. */
    private void stopThoseWithAnotherCertificate(LocalState state, Postgres postgres) {
        var certificate = folders(state).certificate();
        SideBySide.each(state.members(), member -> {
            var process = process(state, member);
            if (process.isAlive() && !certificate.isIn(process.data())) {
                process.stop(postgres, "fast");
            }
        });
    }

    private LocalState state() {
        return memory.state().orElseThrow(() ->
                new LabException("there is no " + name() + " cluster", "./lab up starts one"));
    }

    private Postgres postgres() {
        var account = ServerAccount.choose();
        return source.postgres(ServerFolder.choose(stateFolder, account), account, Progress.SILENT);
    }

    private DataFolders folders(LocalState state) {
        return memory.folders(state);
    }

    private ServerProcess process(LocalState state, LocalState.Member member) {
        return folders(state).process(member.name());
    }

    private StateLock lock() {
        Ownership.demand(stateFolder);
        return StateLock.take(folder.resolve("lock"));
    }
}

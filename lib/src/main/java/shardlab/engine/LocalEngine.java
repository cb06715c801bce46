package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.files.LockFile;
import shardlab.files.StateLock;
import shardlab.sql.Server;
import shardlab.sql.Session;

/**
 * Servers on this machine: copies of one template, started side by side, remembered in {@code cluster.json}. Whoever
 * changes anything holds the lock of the folder; whoever only attaches needs none.
 */
final class LocalEngine implements Engine {

    private final PostgresSource source;
    private final Path stateFolder;
    private final Optional<Integer> workers;
    private final Path folder;
    private final Path stateFile;
    private final LocalMemory memory;
    private final Beside beside;

    /**
     * @param source   the PostgreSQL to start
     * @param settings with the lab's state folder, of which this engine's part bears its name, and the number of workers
     */
    LocalEngine(PostgresSource source, Settings settings) {
        this(source, settings.stateFolder(), settings.workers());
    }

    /** Of as many workers as there are. */
    LocalEngine(PostgresSource source, Path stateFolder) {
        this(source, stateFolder, Optional.empty());
    }

    LocalEngine(PostgresSource source, Path stateFolder, Optional<Integer> workers) {
        this.source = source;
        this.stateFolder = stateFolder;
        this.workers = workers;
        this.folder = stateFolder.resolve(source.name());
        this.memory = new LocalMemory(source, stateFolder);
        this.stateFile = memory.file();
        this.beside = new Beside(source, stateFolder);
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
    public Optional<Servers> servers() {
        return memory.state().map(state -> servers(state).addresses());
    }

    @Override
    public Optional<Servers> running() {
        return memory.state().map(this::servers).filter(LocalServers::coordinatorAnswers)
                .map(LocalServers::addresses);
    }

    @Override
    public List<String> alive() {
        return memory.alive();
    }

    @Override
    public Servers start(Progress progress) {
        beside.sweep();
        var state = memory.state().filter(LocalState::finished);
        state.ifPresent(this::requireAskedWorkers);
        if (state.isPresent() && fits(state.get()) && servers(state.get()).allAnswer()) {
            return servers(state.get()).addresses();
        }
        try (var lock = lock("starts servers", progress)) {
            return servers(startUnderLock(progress)).addresses();
        }
    }

    private LocalState startUnderLock(Progress progress) {
        var account = ServerAccount.choose();
        Path root = ServerFolder.choose(stateFolder, account);
        var postgres = source.postgres(root, account, progress);
        var state = memory.state().orElseGet(() -> newCluster().make(root, postgres, progress));
        requireAskedWorkers(state);
        servers(state).stopThoseWithAnotherCertificate(postgres);
        servers(state).folders().prepare(state, source, postgres);
        check(state, postgres);
        return finish(servers(state).start(state.groups(), postgres, progress));
    }

    private NewCluster newCluster() {
        return new NewCluster(source, folder, stateFile, workers.orElse(Settings.DEFAULT_WORKERS));
    }

    private void requireAskedWorkers(LocalState state) {
        Workers.require(workers, state.workers(), name(), folder.toString());
    }

    private boolean fits(LocalState state) {
        return state.stamp().equals(source.stamp());
    }

    private void check(LocalState state, Postgres postgres) {
        int major = servers(state).folders().major(state.member(0));
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

    /** The first start of all: what a copy must not share with the others. */
    private LocalState finish(LocalState state) {
        if (state.finished()) {
            return state;
        }
        SideBySide.each(servers(state).addresses().all(), this::individualize);
        var finished = state.whenFinished();
        finished.write(stateFile);
        return finished;
    }

    private void individualize(Server server) {
        try (var session = Session.open(server)) {
            source.individualize(session);
        }
    }

    @Override
    public void settle(Session coordinator) {
        source.settle(coordinator);
    }

    @Override
    public void admit(Collection<Integer> proxies) {
        try (var lock = lock("lets proxies in", Progress.SILENT)) {
            servers(state().withProxies(proxies)).remember(ServerAccount.choose());
        }
    }

    @Override
    public void stop() {
        beside.end();
        if (memory.remains().areThere()) {
            try (var lock = lock("stops servers", Progress.SILENT)) {
                memory.remains().stop("fast", this::postgres);
            }
        }
    }

    @Override
    public void reset() {
        beside.end();
        if (!memory.remains().areThere()) {
            return;
        }
        try (var lock = lock("removes servers", Progress.SILENT)) {
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
    public Optional<Copies> copies() {
        return beside.copies(servers(state()));
    }

    @Override
    public Optional<PlainPostgres> plain() {
        return beside.plain();
    }

    @Override
    public boolean canBeCopied() {
        return beside.canBe();
    }

    @Override
    public List<String> besides() {
        return beside.alive();
    }

    @Override
    public void kill(int group) {
        process(group).stop(postgres(), "immediate");
    }

    @Override
    public void restart(int group) {
        try (var lock = lock("starts a server", Progress.SILENT)) {
            servers(state()).start(List.of(state().member(group).group()), postgres(), Progress.SILENT);
        }
    }

    @Override
    public void add(int group, Progress progress) {
        try (var lock = lock("adds a server", progress)) {
            var account = ServerAccount.choose();
            var postgres = source.postgres(ServerFolder.choose(stateFolder, account), account, progress);
            new OneMore(servers(state()), source).add(group, postgres, progress);
        }
    }

    @Override
    public void remove(int group) {
        try (var lock = lock("removes a server", Progress.SILENT)) {
            new OneMore(servers(state()), source).remove(group, postgres());
        }
    }

    @Override
    public void regroup(int group, int now) {
        try (var lock = lock("notes a new group", Progress.SILENT)) {
            state().regrouped(group, now).write(stateFile);
        }
    }

    @Override
    public String lastLogLines(int group) {
        return process(group).lastLogLines("");
    }

    @Override
    public LockFile registrationLock() {
        return new LockFile(folder.resolve("registration.lock"));
    }

    @Override
    public Optional<Path> programs() {
        return Optional.of(postgres().bin());
    }

    @Override
    public Map<String, String> programsNeed() {
        return postgres().needs();
    }

    @Override
    public String advice() {
        return source.advice();
    }

    private LocalState state() {
        return memory.state().orElseThrow(() ->
                new LabException("there is no " + name() + " cluster", "./lab up starts one"));
    }

    private Postgres postgres() {
        var account = ServerAccount.choose();
        return source.postgres(ServerFolder.choose(stateFolder, account), account, Progress.SILENT);
    }

    private LocalServers servers(LocalState state) {
        return new LocalServers(state, folder);
    }

    private ServerProcess process(int group) {
        return servers(state()).folders().process(state().member(group));
    }

    private StateLock lock(String purpose, Progress progress) {
        Ownership.demand(stateFolder);
        return new LockFile(folder.resolve("lock")).take(purpose, progress);
    }
}

package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.files.Folders;
import shardlab.files.LockFile;
import shardlab.files.StateLock;
import shardlab.process.Program;

/**
 * The cluster of {@code docker compose up}. It is found by the labels that Compose gives its containers; who asks for
 * this engine by name has it started as well. A lab whose home is not the folder of {@code docker-compose.yml}, such as
 * that of the tests, has a project of its own, at any port.
 */
final class ComposeEngine extends ContainerEngine {

    private static final String FOLDER = "com.docker.compose.project.working_dir";
    private static final String PROJECT = "com.docker.compose.project";
    private static final String SERVICE = "com.docker.compose.service";
    /** The file names a coordinator and four workers. */
    private static final List<String> NODES = Container.NODES;
    private static final Duration STARTING = Duration.ofMinutes(8);

    /** Projects of labs whose home is elsewhere. */
    private static final String OF_ANOTHER_HOME = "shardlab-[0-9a-f]{8}";

    private final Path home;
    private final Path stateFolder;
    private final Optional<Path> folder;
    private final boolean asked;
    private final Optional<Integer> workers;
    private final Map<String, String> environment;

    /**
     * @param settings    whose home the compose file is looked for in, and above
     * @param environment the variables of this process
     */
    ComposeEngine(Settings settings, Map<String, String> environment) {
        this.home = settings.home();
        this.stateFolder = settings.stateFolder();
        this.folder = ComposeFile.folderAbove(home);
        this.asked = settings.engine().filter(name()::equals).isPresent();
        this.workers = settings.workers();
        this.environment = environment;
    }

    @Override
    public String name() {
        return "compose";
    }

    @Override
    Map<String, String> labels() {
        var labels = new TreeMap<>(Map.of(FOLDER, folder.map(Path::toString).orElse("-")));
        if (!isAtHome()) {
            labels.put(PROJECT, project());
        }
        return labels;
    }

    @Override
    boolean isOurs(Container container) {
        return !isAtHome() || !container.labels().getOrDefault(PROJECT, "").matches(OF_ANOTHER_HOME);
    }

    @Override
    Fitness fitnessWithDocker() {
        if (folder.isEmpty()) {
            return new Fitness(false, "there is no " + ComposeFile.NAME + " in " + home + " or above it");
        }
        if (workers.filter(asked -> asked != NODES.size() - 1).isPresent()) {
            return new Fitness(false, ComposeFile.NAME + " has " + (NODES.size() - 1) + " workers, not " + workers.get());
        }
        if (containers().stream().anyMatch(Container::running)) {
            return new Fitness(true, "the cluster of docker compose up in " + folder.get() + " is up");
        }
        if (!asked) {
            return new Fitness(false, "docker compose up was not called");
        }
        return composeCommand().isPresent() ? new Fitness(true, "docker compose up starts it in " + folder.get())
                : new Fitness(false, "Docker answers, but there is neither docker compose nor docker-compose");
    }

    @Override
    public Servers start(Progress progress) {
        docker().demand();
        var now = containers();
        if (all(now, NODES.size(), ContainerEngine::answers) && registered()) {
            return servers(now).orElseThrow();
        }
        try (var lock = lock("starts containers", progress)) {
            return startUnderLock(progress);
        }
    }

    private Servers startUnderLock(Progress progress) {
        docker().ensure(ComposeFile.image(environment), progress);
        writePassword(containers());
        progress.report("docker compose up", 0, -1, "containers");
        compose("up", "--detach");
        var servers = allReady(NODES, progress);
        waitUntilRegistered();
        return servers;
    }

    /** True if the one-shot service that registers the nodes has ended well. */
    private boolean registered() {
        return registration().map(id -> docker().demand("inspect", "--format",
                "{{.State.Status}} {{.State.ExitCode}}", id).strip()).filter("exited 0"::equals).isPresent();
    }

    private void waitUntilRegistered() {
        String id = registration().orElseThrow(() -> new LabException("there is no container of the service register",
                "docker compose up starts it"));
        String status = docker().demand("wait", id).strip();
        if (!status.equals("0")) {
            throw new LabException("the nodes were not registered", "service register",
                    "it wrote last:\n" + docker().log(id, 10).strip(),
                    "docker compose up again; ./lab reset --engine compose begins anew without data", null);
        }
    }

    private Optional<String> registration() {
        return docker().demand("ps", "--all", "--quiet", "--filter", "label=" + SERVICE + "=register",
                "--filter", "label=" + PROJECT + "=" + project()).lines().filter(line -> !line.isBlank()).findFirst();
    }

    /** A password of its own, where nobody chose one and no data has another. */
    private void writePassword(List<Container> containers) {
        Path file = folder.orElseThrow().resolve(".env");
        boolean isNew = containers.isEmpty() && docker().named("volume", PROJECT, project()).isEmpty();
        if (!isNew || !isAtHome() || Files.exists(file) || environment.containsKey("POSTGRES_PASSWORD")) {
            return;
        }
        try {
            Folders.writePrivately(file, "# Written by ./lab; .env.example says what else can stand here.\n"
                    + "POSTGRES_PASSWORD=" + Template.newPassword() + "\n");
        } catch (IOException e) {
            throw new LabException("cannot write the cluster's password", file.toString(), FileProblem.reason(e),
                    Folders.REMEDY, e);
        }
    }

    @Override
    public void stop() {
        if (docker().trouble().isEmpty() && !containers().isEmpty()) {
            try (var lock = lock("stops containers", Progress.SILENT)) {
                compose("down");
            }
        }
    }

    @Override
    public void reset() {
        boolean any = docker().trouble().isEmpty() && folder.isPresent()
                && !(containers().isEmpty() && docker().named("volume", PROJECT, project()).isEmpty());
        if (any) {
            try (var lock = lock("removes containers", Progress.SILENT)) {
                compose("down", "--volumes");
            }
        }
    }

    @Override
    public Optional<Stored> stored() {
        return docker().trouble().isPresent() || folder.isEmpty() ? Optional.empty()
                : volumes(docker().named("volume", PROJECT, project()));
    }

    /** Runs a command of Compose on the lab's file. */
    private void compose(String... arguments) {
        String file = folder.orElseThrow().resolve(ComposeFile.NAME).toString();
        var command = new ArrayList<>(composeCommand().orElseThrow(() ->
                new LabException("there is neither docker compose nor docker-compose", "install Docker's Compose plugin")));
        command.addAll(List.of("--project-name", project(), "--file", file));
        if (arguments[0].equals("down")) {
            command.addAll(List.of("--profile", "lab"));
        }
        command.addAll(List.of(arguments));
        var output = Program.of(command).with(isAtHome() ? Map.of() : Map.of("SHARDLAB_PORT", "0")).in(folder.get())
                .within(STARTING).run();
        if (!output.ok()) {
            throw new LabException("docker compose " + arguments[0] + " failed", file, output.lastLine(),
                    "docker compose " + arguments[0] + " shows more; SHARDLAB_PORT in .env is the coordinator's port", null);
        }
    }

    private static Optional<List<String>> composeCommand() {
        var plugin = List.of("docker", "compose");
        if (Program.of("docker", "compose", "version").run().ok()) {
            return Optional.of(plugin);
        }
        var alone = List.of("docker-compose");
        return Program.of("docker-compose", "version").run().ok() ? Optional.of(alone) : Optional.empty();
    }

    /** The name that Compose gave the containers, or else would give them. */
    private String project() {
        if (!isAtHome()) {
            return "shardlab-" + DockerEngine.checksum(home.toString());
        }
        String byFolder = home.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "")
                .replaceAll("^[_-]+", "");
        var now = containers().stream().map(container -> container.labels().getOrDefault(PROJECT, ""));
        return Stream.concat(now, Stream.of(environment.getOrDefault("COMPOSE_PROJECT_NAME", ""), byFolder))
                .filter(name -> !name.isBlank()).findFirst().orElse("shardlab");
    }

    @Override
    public void add(int group, Progress progress) {
        throw fixed();
    }

    @Override
    public void remove(int group) {
        throw fixed();
    }

    private LabException fixed() {
        return new LabException("the servers of " + ComposeFile.NAME + " are as many as it names",
                folder.map(Path::toString).orElse(null), NODES.size() - 1 + " workers",
                "use another engine of the lab's own", null);
    }

    @Override
    public LockFile registrationLock() {
        return new LockFile(stateFolder.resolve(name()).resolve("registration.lock"));
    }

    private StateLock lock(String purpose, Progress progress) {
        return new LockFile(stateFolder.resolve(name()).resolve("lock")).take(purpose, progress);
    }

    private boolean isAtHome() {
        return folder.filter(home::equals).isPresent();
    }
}

package shardlab.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.files.Folders;
import shardlab.files.LockFile;
import shardlab.files.StateLock;

/**
 * The image and the script of {@code docker-compose.yml}, started by Testcontainers. Containers, network and volumes
 * carry a label with the lab's state folder: by it a later kernel finds them, and {@link #stop} and {@link #reset}
 * leave nothing, whatever became of the process that started them.
 */
final class DockerEngine extends ContainerEngine {

    private static final String HOME = "shardlab.home";
    private static final String STAMP = "shardlab.stamp";

    private final Path folder;
    private final String home;
    private final String prefix;
    private final boolean asked;
    private final Optional<Integer> workers;
    private final String image;

    /**
     * @param settings    the lab's state folder, the number of workers, and whether this engine was asked for: then it
     *                    pulls the image if it must
     * @param environment the variables of this process
     */
    DockerEngine(Settings settings, Map<String, String> environment) {
        this.folder = settings.stateFolder().resolve(name());
        this.home = settings.stateFolder().toAbsolutePath().normalize().toString();
        this.prefix = "shardlab-" + checksum(home);
        this.asked = settings.engine().filter(name()::equals).isPresent();
        this.workers = settings.workers();
        this.image = ComposeFile.image(environment);
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    Map<String, String> labels() {
        return Map.of(HOME, home);
    }

    @Override
    Fitness fitnessWithDocker() {
        if (docker().has(image)) {
            return new Fitness(true, "Docker answers and has " + image);
        }
        return asked ? new Fitness(true, "Docker answers, and is to pull " + image)
                : new Fitness(false, "Docker answers but has no " + image + "; docker pull " + image
                        + " gets it, and so does --engine docker");
    }

    @Override
    public Servers start(Progress progress) {
        docker().demand();
        var nodes = nodes();
        var now = containers();
        if (all(now, nodes.size(), container -> isCurrent(container) && answers(container))) {
            return servers(now).orElseThrow();
        }
        try (var lock = lock("starts containers", progress)) {
            return startUnderLock(progress);
        }
    }

    private Servers startUnderLock(Progress progress) {
        docker().ensure(image, progress);
        sweep();
        var nodes = nodes();
        var there = containers().stream().map(Container::node).toList();
        var missing = nodes.stream().filter(node -> !there.contains(node)).toList();
        containers().stream().filter(each -> !each.running()).forEach(each -> docker().demand("start", each.id()));
        if (!missing.isEmpty()) {
            ensureNetwork();
            create(missing);
        }
        return allReady(nodes, progress);
    }

    /** What the nodes are called: those whose data is kept in volumes, or else as many as were asked for. */
    private List<String> nodes() {
        var kept = docker().named("volume", HOME, home).stream().filter(volume -> volume.startsWith(prefix + "-"))
                .map(volume -> volume.substring(prefix.length() + 1)).toList();
        if (kept.isEmpty()) {
            return Container.names(workers.orElse(Settings.DEFAULT_WORKERS));
        }
        Workers.require(workers, kept.size() - 1, name(), home);
        return kept;
    }

    /** Containers of another version of the lab, or that were created and never started: their data stays. */
    private void sweep() {
        containers().stream().filter(each -> !isCurrent(each)).forEach(this::remove);
    }

    private boolean isCurrent(Container container) {
        return stamp().equals(container.labels().get(STAMP));
    }

    private void create(List<String> nodes) {
        NodeContainers.configure(docker().host());
        var labels = Map.of(HOME, home, STAMP, stamp());
        var containers = new NodeContainers(image, prefix, labels, variables(password()),
                command().toArray(String[]::new));
        nodes.forEach(node -> docker().demand("volume", "create", "--label", HOME + "=" + home, volume(node)));
        SideBySide.each(nodes, node -> containers.start(node, volume(node), volume(node)));
    }

    private void ensureNetwork() {
        if (docker().named("network", HOME, home).isEmpty()) {
            docker().demand("network", "create", "--label", HOME + "=" + home, prefix);
        }
    }

    private static Map<String, String> variables(String password) {
        return Map.of("POSTGRES_USER", LocalState.USER, "POSTGRES_PASSWORD", password,
                "PGUSER", LocalState.USER, "PGPASSWORD", password,
                "POSTGRES_INITDB_ARGS", "--auth-local=trust --auth-host=scram-sha-256",
                "POSTGRES_HOST_AUTH_METHOD", "scram-sha-256");
    }

    /** What a container runs: the same settings as every other engine's. */
    static List<String> command() {
        var command = new ArrayList<>(List.of("postgres"));
        new ServerSettings(List.of("common.conf", "docker/citus.conf")).flags().forEach(flag -> command.add("-c" + flag));
        return command;
    }

    /** Made once; the data remembers it. */
    private String password() {
        Path file = folder.resolve("password");
        try {
            if (!Files.exists(file)) {
                Folders.make(folder);
                Folders.writePrivately(file, Template.newPassword());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LabException("cannot keep the servers' password", file.toString(), FileProblem.reason(e),
                    Folders.REMEDY, e);
        }
    }

    @Override
    public void add(int group, Progress progress) {
        try (var lock = lock("adds a container", progress)) {
            create(List.of(Container.name(group)));
            forget();
            ready(Container.name(group));
        }
    }

    @Override
    public void remove(int group) {
        try (var lock = lock("removes a container", Progress.SILENT)) {
            var container = container(group);
            remove(container);
            docker().demand("volume", "rm", volume(container.node()));
            forget();
        }
    }

    @Override
    public LockFile registrationLock() {
        return new LockFile(folder.resolve("registration.lock"));
    }

    @Override
    public void stop() {
        if (docker().trouble().isPresent() || (containers().isEmpty() && docker().named("network", HOME, home).isEmpty())) {
            return;
        }
        try (var lock = lock("stops containers", Progress.SILENT)) {
            stopUnderLock();
        }
    }

    private void stopUnderLock() {
        SideBySide.each(containers(), this::remove);
        docker().named("network", HOME, home).forEach(id -> docker().demand("network", "rm", id));
    }

    /** A clean stop first, so that the next start recovers nothing. */
    private void remove(Container container) {
        if (container.running()) {
            docker().demand("stop", "--time", "60", container.id());
        }
        docker().demand("rm", "--force", container.id());
    }

    @Override
    public void reset() {
        if (docker().trouble().isPresent()) {
            return;
        }
        try (var lock = lock("removes containers", Progress.SILENT)) {
            containers().forEach(container -> docker().demand("rm", "--force", container.id()));
            stopUnderLock();
            docker().named("volume", HOME, home).forEach(volume -> docker().demand("volume", "rm", volume));
            Files.deleteIfExists(folder.resolve("password"));
        } catch (IOException e) {
            throw new LabException("cannot remove the servers' password", folder.toString(), FileProblem.reason(e), null, e);
        }
    }

    @Override
    public Optional<Stored> stored() {
        return docker().trouble().isPresent() ? Optional.empty() : volumes(docker().named("volume", HOME, home));
    }

    private String volume(String node) {
        return prefix + "-" + node;
    }

    private String stamp() {
        return checksum(image + command() + ComposeFile.initCitus());
    }

    private StateLock lock(String purpose, Progress progress) {
        return new LockFile(folder.resolve("lock")).take(purpose, progress);
    }

    static String checksum(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}

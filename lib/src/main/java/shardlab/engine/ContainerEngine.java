package shardlab.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Server;

/**
 * Servers in containers: what is the same whoever made them. They have a network of their own, where each goes by the
 * name of its country; this process reaches them at ports on loopback, which change when a container starts again.
 */
abstract class ContainerEngine implements Engine {

    private static final Duration READY = Duration.ofSeconds(180);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int LOG_LINES = 20;

    private final Docker docker = Docker.here();
    private final Map<Integer, String> nodeAtPort = new HashMap<>();
    private List<Container> known = List.of();
    private long asked;

    final Docker docker() {
        return docker;
    }

    /** The labels that all containers of this engine carry. */
    abstract Map<String, String> labels();

    /** Whether a container with these labels is this engine's. */
    boolean isOurs(Container container) {
        return true;
    }

    /** Whether this engine can run here, given that Docker answers. */
    abstract Fitness fitnessWithDocker();

    @Override
    public final Fitness fitness() {
        return docker.trouble().map(reason -> new Fitness(false, reason)).orElseGet(this::fitnessWithDocker);
    }

    @Override
    public Optional<Servers> running() {
        if (docker.trouble().isPresent()) {
            return Optional.empty();
        }
        var containers = containers();
        boolean answers = !containers.isEmpty() && containers.get(0).place() == 0 && containers.get(0).running()
                && Answers.from(containers.get(0).server());
        return answers ? Optional.of(servers(containers)) : Optional.empty();
    }

    @Override
    public boolean ownsServers() {
        return true;
    }

    @Override
    public Server amongNodes(Server server) {
        return node(server).map(node -> at(server, node, Container.PORT)).orElse(server);
    }

    @Override
    public Server fromHere(Server registered) {
        return known().stream().filter(each -> each.node().equals(registered.host()) && each.hostPort() != 0)
                .findFirst().map(each -> at(registered, Ports.LOOPBACK, each.hostPort())).orElse(registered);
    }

    @Override
    public void kill(Server server) {
        docker.demand("kill", container(server).id());
        forget();
    }

    @Override
    public Server restart(Server server) {
        var container = container(server);
        docker.demand("start", container.id());
        forget();
        return ready(container.node()).server();
    }

    @Override
    public String lastLogLines(Server server) {
        return docker.log(container(server), LOG_LINES);
    }

    /** The containers now; asks Docker. */
    final synchronized List<Container> containers() {
        known = docker.containers(labels()).stream().filter(this::isOurs).toList();
        known.stream().filter(each -> each.hostPort() != 0).forEach(each -> nodeAtPort.put(each.hostPort(), each.node()));
        asked = System.nanoTime();
        return known;
    }

    /** The containers as they were a moment ago. */
    private synchronized List<Container> known() {
        return asked == 0 || System.nanoTime() - asked > FRESH.toNanos() ? containers() : known;
    }

    private synchronized void forget() {
        asked = 0;
    }

    /** True if there are five and the test holds for each. */
    static boolean all(List<Container> containers, Predicate<Container> test) {
        return containers.size() == Container.NODES.size() && SideBySide.all(containers, test);
    }

    static boolean answers(Container container) {
        return container.running() && container.hostPort() != 0 && Answers.from(container.server());
    }

    static Servers servers(List<Container> containers) {
        var all = containers.stream().map(Container::server).toList();
        return new Servers(all.get(0), all.subList(1, all.size()));
    }

    /** Waits until all nodes answer. */
    final Servers allReady(Progress progress) {
        var done = new AtomicInteger();
        int all = Container.NODES.size();
        progress.report("starting servers", 0, all, "servers");
        SideBySide.each(Container.NODES, node -> {
            ready(node);
            progress.report("starting servers", done.incrementAndGet(), all, "servers");
        });
        return servers(containers());
    }

    /** Waits until one node answers; gives up when its container ends. */
    private Container ready(String node) {
        long end = System.nanoTime() + READY.toNanos();
        while (true) {
            var container = find(each -> each.node().equals(node)).orElseThrow(() -> gone(node));
            if (answers(container)) {
                return container;
            }
            if (!container.running() || System.nanoTime() > end) {
                throw new LabException(node + " does not answer", "container " + container.id().substring(0, 12),
                        "it wrote last:\n" + docker.log(container, LOG_LINES).strip(),
                        "./lab reset --engine " + name() + " removes the servers and their data", null);
            }
            Answers.eventually(container.server(), Duration.ofSeconds(2));
        }
    }

    /** Data in volumes of Docker, which does not say at once how large they are. */
    static Optional<Stored> volumes(List<String> names) {
        return names.isEmpty() ? Optional.empty()
                : Optional.of(new Stored("Docker's volumes " + String.join(", ", names), OptionalLong.empty()));
    }

    private static LabException gone(String node) {
        return new LabException("there is no container for " + node, "./lab up starts what is missing");
    }

    private Container container(Server server) {
        return node(server).flatMap(node -> find(each -> each.node().equals(node))).orElseThrow(() ->
                new LabException(server.label() + " is not in a container of the lab", "./lab status lists them"));
    }

    private Optional<Container> find(Predicate<Container> test) {
        return containers().stream().filter(test).findFirst();
    }

    /** The node's name by its port here, be it of an earlier start, or by its name among nodes. */
    private Optional<String> node(Server server) {
        if (Container.NODES.contains(server.host())) {
            return Optional.of(server.host());
        }
        var now = known().stream().filter(each -> each.hostPort() == server.port()).map(Container::node).findFirst();
        return now.isPresent() ? now : Optional.ofNullable(nodeAtPort.get(server.port()));
    }

    private static Server at(Server server, String host, int port) {
        return server.elsewhere(server.name(), host, port);
    }
}

package shardlab.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.Progress;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Servers in containers: what is the same whoever made them. They have a network of their own, where each goes by the
 * name of its country; this process reaches them at ports on loopback, which change when a container starts again.
 */
abstract class ContainerEngine implements Engine {

    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int LOG_LINES = 20;

    private final Docker docker = Docker.here();
    /** Of those that were taken out of the cluster and put in again, the group they have by now. */
    private final Map<String, Integer> nowInGroup = new HashMap<>();
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
    public Optional<Servers> servers() {
        return docker.trouble().isPresent() ? Optional.empty() : servers(known());
    }

    @Override
    public List<String> alive() {
        return docker.trouble().isPresent() ? List.of()
                : containers().stream().filter(Container::running).map(each -> NodeName.of(group(each))).sorted().toList();
    }

    @Override
    public boolean ownsServers() {
        return true;
    }

    @Override
    public void settle(Session coordinator) {
        coordinator.query(SqlFile.read(CitusSource.SETTLE));
    }

    @Override
    public void kill(int group) {
        docker.demand("kill", container(group).id());
        forget();
    }

    @Override
    public void restart(int group) {
        var container = container(group);
        docker.demand("start", container.id());
        forget();
        ready(container.node());
    }

    @Override
    public synchronized void regroup(int group, int now) {
        nowInGroup.put(container(group).node(), now);
    }

    @Override
    public String lastLogLines(int group) {
        return docker.log(container(group), LOG_LINES);
    }

    /** The containers now; asks Docker. */
    final synchronized List<Container> containers() {
        known = docker.containers(labels()).stream().filter(this::isOurs).toList();
        asked = System.nanoTime();
        return known;
    }

    /** The containers as they were a moment ago. */
    private synchronized List<Container> known() {
        return asked == 0 || System.nanoTime() - asked > FRESH.toNanos() ? containers() : known;
    }

    final synchronized void forget() {
        asked = 0;
    }

    private synchronized int group(Container container) {
        return nowInGroup.getOrDefault(container.node(), container.group());
    }

    /** True if there are as many as there are to be and the test holds for each. */
    static boolean all(List<Container> containers, int count, Predicate<Container> test) {
        return containers.size() == count && SideBySide.all(containers, test);
    }

    static boolean answers(Container container) {
        return container.running() && container.hostPort() != 0 && Answers.from(container.server());
    }

    /** Their addresses; empty if none of them is the coordinator. */
    final Optional<Servers> servers(List<Container> containers) {
        var addresses = new TreeMap<Integer, Address>();
        containers.forEach(container -> addresses.put(group(container), container.address(group(container))));
        return addresses.containsKey(0) ? Optional.of(new Servers(addresses)) : Optional.empty();
    }

    /** Waits until all nodes answer. */
    final Servers allReady(List<String> nodes, Progress progress) {
        var done = new AtomicInteger();
        progress.report("starting servers", 0, nodes.size(), "servers");
        SideBySide.each(nodes, node -> {
            ready(node);
            progress.report("starting servers", done.incrementAndGet(), nodes.size(), "servers");
        });
        return servers(containers()).orElseThrow(() -> gone(NodeName.COORDINATOR));
    }

    /** Waits until one node answers; gives up when its container ends. */
    final Container ready(String node) {
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

    /** The container of a group's server. */
    final Container container(int group) {
        return find(each -> group(each) == group).orElseThrow(() ->
                new LabException(NodeName.of(group) + " is not in a container of the lab", "./lab status lists them"));
    }

    final Optional<Container> find(Predicate<Container> test) {
        return containers().stream().filter(test).findFirst();
    }
}

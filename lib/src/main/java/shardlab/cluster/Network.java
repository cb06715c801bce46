package shardlab.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.ThisProcess;
import shardlab.engine.Address;
import shardlab.files.StateLock;
import shardlab.sql.Running;
import shardlab.sql.Server;
import shardlab.sql.Session;

/**
 * A network between the nodes that can be made slow, narrow, or cut. While it is open, every node is registered at the
 * port of a proxy in this process that stands in front of it; {@link #close} registers the nodes at their own ports
 * again, and so does {@link Cluster#open} if this process was killed. When there is no Network, nothing is in the way.
 *
 * <p>There is one at a time: it holds the lock under which addresses are changed, so that no other process, and no other
 * network, registers the nodes elsewhere while it is open.
 *
 * <p>What a link is: all traffic to and from one node, whoever is at the other end, and a node's connections to itself
 * too, since they go by the registered port as well. A proxy does not see which node connects: Citus's worker-to-worker
 * connections carry the name of the session that caused them, not of the worker. So a link between just two of the
 * nodes cannot be set. A session of the learner's own, on whatever node, does not pass a proxy.
 *
 * <p>Sessions that were open before keep their connections to the nodes' own ports: open a new one.
 */
public final class Network implements AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Cluster cluster;
    private final StateLock lock;
    private final SortedMap<Integer, Proxy> proxies = new TreeMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Network::thread);
    private final Thread hook = new Thread(this::restore, "network restore");
    private boolean open = true;

    /**
     * What a node's link carried since the network was opened.
     *
     * @param node  the node's name
     * @param bytesIn bytes that went to it, without TCP's own
     * @param bytesOut bytes that came from it
     */
    public record Carried(String node, long bytesIn, long bytesOut) {
    }

    private Network(Cluster cluster, StateLock lock) {
        this.cluster = cluster;
        this.lock = lock;
    }

    /**
     * True if the nodes of a cluster can be put behind proxies: the lab started them, and they reach one another on this
     * machine's loopback. A container or another machine could not reach a proxy here, and a cluster that is not the
     * lab's would be left behind proxies that are gone if this process was killed.
     */
    public static boolean possible(Cluster cluster) {
        return cluster.ownsServers() && cluster.servers().byGroup().values().stream().allMatch(Network::isHere)
                && cluster.nodes().stream().allMatch(node -> cluster.servers().of(node.groupId()).isPresent());
    }

    private static boolean isHere(Address address) {
        try {
            return InetAddress.getByName(address.amongNodes().host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Puts a proxy in front of every node, all with the same link.
     *
     * @throws LabException if this is not {@link #possible}, another network is open, or the nodes cannot be registered
     *                      at the proxies
     */
    public static Network open(Cluster cluster, Link link) {
        if (!possible(cluster)) {
            throw new LabException("the network between the nodes cannot be set on this cluster", cluster.engine(),
                    "the lab did not start its nodes, or they could not reach a proxy on this machine's loopback",
                    "use the engine embedded, image or installed", null);
        }
        var network = new Network(cluster, Registration.lock(cluster.servedBy(), Registration.NETWORK));
        Runtime.getRuntime().addShutdownHook(network.hook);
        Cleaning.ifFails(network::close, () -> {
            cluster.nodes().forEach(node -> network.put(node, link));
            network.register(true);
            cluster.network(network);
        });
        return network;
    }

    private void put(Node node, Link link) {
        int group = node.groupId();
        proxies.put(group, new Proxy(() -> target(group), link, threads));
    }

    /** Looked up for each connection: a server that was started again may be at another port. */
    private InetSocketAddress target(int group) {
        Server server = own(group);
        return new InetSocketAddress(server.host(), server.port());
    }

    private Server own(int group) {
        return cluster.servers().of(group).map(Address::amongNodes).orElseThrow(() -> noNode(NodeName.of(group)));
    }

    /** Makes all links the same, from now on. */
    public void set(Link link) {
        proxies.values().forEach(proxy -> proxy.link(link));
    }

    /**
     * Changes the link of one node, from now on.
     *
     * @throws LabException if there is no such node
     */
    public void set(String node, Link link) {
        proxy(node).link(link);
    }

    /**
     * Cuts one node off: its connections are reset, and nobody gets a new one until its link is set again.
     *
     * @throws LabException if there is no such node
     */
    public void cut(String node) {
        proxy(node).link(proxy(node).link().severed());
    }

    /**
     * Holds back what goes one way at a node, on all connections, until {@link #pass}. Neither end is told; a connection
     * that ends meanwhile takes along what was held back of it.
     *
     * @throws LabException if there is no such node
     */
    public void hold(String node, Way way) {
        proxy(node).gate(way).shut();
    }

    /**
     * Lets go on what was held back, whole and in order.
     *
     * @throws LabException if there is no such node
     */
    public void pass(String node, Way way) {
        proxy(node).gate(way).open();
    }

    /**
     * True as soon as everybody who is connected to a node now has been told that the connection has ended. A proxy tells
     * it a moment later than the node's own kernel would.
     *
     * @throws LabException if there is no such node
     */
    public BooleanSupplier ended(String node) {
        return proxy(node).ended();
    }

    /**
     * The link of a node.
     *
     * @throws LabException if there is no such node
     */
    public Link link(String node) {
        return proxy(node).link();
    }

    /** What each node's link carried since the network was opened. */
    public List<Carried> carried() {
        List<Carried> all = new ArrayList<>();
        proxies.forEach((group, proxy) -> all.add(new Carried(NodeName.of(group), proxy.bytesIn(), proxy.bytesOut())));
        return all;
    }

    /**
     * Registers the nodes at their own ports again and ends the proxies; does nothing the second time. Workers that are
     * down hear of it when they are started again.
     *
     * @throws LabException if the coordinator does not take the registration; the proxies are gone all the same, and
     *                      {@link Cluster#open} registers the nodes anew
     */
    @Override
    public void close() {
        try (Cleaning forget = () -> ThisProcess.forget(hook)) {
            restore();
        }
    }

    private synchronized void restore() {
        if (!open) {
            return;
        }
        open = false;
        try (lock; Cleaning end = this::endProxies) {
            Running.undisturbed(() -> register(false));
        }
    }

    private void endProxies() {
        threads.shutdownNow();
        Cleaning.all(proxies.values().stream().map(proxy -> (Cleaning) proxy::close).toList());
    }

    private void register(boolean proxied) {
        if (proxied) {
            cluster.servedBy().admit(proxies.values().stream().map(Proxy::port).toList());
        }
        try (Session session = cluster.session()) {
            var registration = new Registration(session, cluster.servedBy());
            var nodes = cluster.nodes().stream().filter(node -> proxies.containsKey(node.groupId())).toList();
            nodes.forEach(node -> registration.update(node.nodeId(), registered(node, proxied)));
            registration.tellWorkers(cluster.servers());
        }
        if (!proxied) {
            cluster.servedBy().admit(List.of());
        }
    }

    private Server registered(Node node, boolean proxied) {
        Server own = own(node.groupId());
        return proxied ? own.elsewhere(own.name(), own.host(), proxies.get(node.groupId()).port()) : own;
    }

    private Proxy proxy(String node) {
        var proxy = proxies.entrySet().stream().filter(each -> NodeName.of(each.getKey()).equals(node))
                .map(Map.Entry::getValue).findFirst();
        return proxy.orElseThrow(() -> noNode(node));
    }

    private LabException noNode(String node) {
        return new LabException("there is no node '" + node + "'",
                "say one of " + proxies.keySet().stream().map(NodeName::of).toList());
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "network-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}

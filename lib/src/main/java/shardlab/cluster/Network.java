package shardlab.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.sql.Running;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * A network between the nodes that can be made slow, narrow, or cut. While it is open, every node is registered at the
 * port of a proxy in this process that stands in front of it; {@link #close} registers the nodes at their own ports
 * again, and so does {@link Cluster#open} if this process was killed. When there is no Network, nothing is in the way.
 *
 * <p>What a link is: all traffic to and from one node, whoever is at the other end, and a node's connections to itself
 * too, since they go by the registered port as well. A proxy does not see which node connects: Citus's worker-to-worker
 * connections carry the name of the session that caused them, not of the worker. So a link between just two of the
 * nodes cannot be set. A session of the learner's own on the coordinator does not pass a proxy.
 *
 * <p>Sessions that were open before keep their connections to the nodes' own ports: open a new one.
 */
public final class Network implements AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Cluster cluster;
    private final Map<Node, Proxy> proxies = new LinkedHashMap<>();
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

    private Network(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * True if the nodes of a cluster can be put behind proxies: the lab started them, and each is registered on this
     * machine's loopback. A container or another machine could not reach a proxy here, and a cluster that is not the
     * lab's would be left behind proxies that are gone if this process was killed.
     */
    public static boolean possible(Cluster cluster) {
        return cluster.ownsServers() && cluster.nodes().stream().allMatch(node -> isHere(cluster, node));
    }

    /**
     * Puts a proxy in front of every node, all with the same link.
     *
     * @throws LabException if this is not {@link #possible}, or the nodes cannot be registered at the proxies
     */
    public static Network open(Cluster cluster, Link link) {
        if (!possible(cluster)) {
            throw new LabException("the network between the nodes cannot be set on this cluster", cluster.engine(),
                    "the lab did not start its nodes, or they could not reach a proxy on this machine's loopback",
                    "use the embedded or the installed engine", null);
        }
        List<Node> nodes = cluster.nodes();
        var network = new Network(cluster);
        network.putProxies(nodes, link);
        Runtime.getRuntime().addShutdownHook(network.hook);
        try {
            network.register(true);
            return network;
        } catch (RuntimeException | Error e) {
            network.closeAfter(e);
            throw e;
        }
    }

    private void putProxies(List<Node> nodes, Link link) {
        try {
            nodes.forEach(node -> proxies.put(node,
                    new Proxy(node.server().host(), node.server().port(), link, threads)));
        } catch (RuntimeException | Error e) {
            endProxies();
            throw e;
        }
    }

    private void closeAfter(Throwable why) {
        try {
            close();
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
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
        proxies.forEach((node, proxy) -> all.add(new Carried(node.server().name(), proxy.bytesIn(), proxy.bytesOut())));
        return all;
    }

    /**
     * Registers the nodes at their own ports again and ends the proxies; does nothing the second time.
     *
     * @throws LabException if the coordinator does not take the registration; the proxies are gone all the same, and
     *                      {@link Cluster#open} registers the nodes anew
     */
    @Override
    public synchronized void close() {
        if (open) {
            try (Cleaning forget = this::forgetHook) {
                restore();
            }
        }
    }

    /** While the JVM ends, its hooks run already and are done here first. */
    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            System.getLogger(Network.class.getName()).log(System.Logger.Level.DEBUG, "the nodes' ports are back", ending);
        }
    }

    private synchronized void restore() {
        if (!open) {
            return;
        }
        open = false;
        try (Cleaning end = this::endProxies) {
            Running.undisturbed(() -> register(false));
        }
    }

    private void endProxies() {
        proxies.values().forEach(Proxy::close);
        threads.shutdownNow();
    }

    /** Citus refuses DDL until the workers know the ports too; by itself it tells them after a while. */
    private void register(boolean proxied) {
        cluster.admit(proxied ? proxies.values().stream().map(Proxy::port).toList() : List.of());
        try (Session session = cluster.session()) {
            proxies.forEach((node, proxy) -> session.query(SqlFile.read("cluster/citus_update_node.sql"),
                    node.nodeId(), node.server().host(), proxied ? proxy.port() : node.server().port()));
            session.query(SqlFile.read("cluster/start_metadata_sync_to_all_nodes.sql"));
        }
    }

    private Proxy proxy(String node) {
        return proxies.entrySet().stream().filter(entry -> entry.getKey().server().name().equals(node))
                .map(Map.Entry::getValue).findFirst().orElseThrow(() -> new LabException("there is no node '" + node + "'",
                        "say one of " + proxies.keySet().stream().map(each -> each.server().name()).toList()));
    }

    private static boolean isHere(Cluster cluster, Node node) {
        try {
            return InetAddress.getByName(node.server().host()).isLoopbackAddress()
                    && cluster.amongNodes(node.server()).equals(node.server());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "network-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}

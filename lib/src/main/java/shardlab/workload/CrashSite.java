package shardlab.workload;

import java.util.List;
import shardlab.LabException;
import shardlab.cluster.Cluster;
import shardlab.cluster.Link;
import shardlab.cluster.Network;
import shardlab.cluster.Node;
import shardlab.cluster.Way;
import shardlab.sql.Session;

/** Where crashes happen: a cluster, the network in front of its nodes, and what looks at the nodes past it. */
final class CrashSite {

    private final Cluster cluster;
    private final Network network;
    private final CrashWatch watch;
    private List<Node> nodes;

    CrashSite(Cluster cluster, Network network, CrashWatch watch) {
        this.cluster = cluster;
        this.network = network;
        this.watch = watch;
        this.nodes = cluster.nodes();
    }

    Cluster cluster() {
        return cluster;
    }

    Network network() {
        return network;
    }

    CrashWatch watch() {
        return watch;
    }

    Node coordinator() {
        return nodes.get(0);
    }

    List<Node> workers() {
        return nodes.subList(1, nodes.size());
    }

    Node ofGroup(int group) {
        return nodes.stream().filter(node -> node.groupId() == group).findFirst().orElseThrow();
    }

    /** A client's session: by way of the coordinator's proxy. */
    Session client() {
        return cluster.session(coordinator().registered());
    }

    void hold(Node node, Way way) {
        network.hold(node.name(), way);
    }

    void pass(Node node, Way way) {
        network.pass(node.name(), way);
    }

    void passEverything() {
        for (Node node : nodes) {
            pass(node, Way.TO_NODE);
            pass(node, Way.FROM_NODE);
        }
    }

    /** What is held back at a node that is gone never arrives, and everything else goes on. */
    void loseWhatIsHeld(Node node) {
        Link link = network.link(node.name());
        network.cut(node.name());
        passEverything();
        network.set(node.name(), link);
    }

    /** Returns when the server has ended all its other processes, as PostgreSQL does when one was killed. */
    void killProcess(Node node) {
        Session witness = watch.on(node);
        try (Session doomed = cluster.session(node.server())) {
            long pid = doomed.query(CrashWatch.sql("backend")).singleNumber();
            if (!ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false)) {
                throw new LabException("a process of " + node.name() + " could not be killed", node.server().label(),
                        "process " + pid, "run it as the account that runs the server, on its machine", null);
            }
        }
        watch.until("the processes of " + node.name() + " to end", () -> !witness.isAlive());
    }

    /** Has the coordinator decide on prepared transactions that nobody works at. */
    void recover() {
        try (Session session = cluster.session()) {
            session.query(CrashWatch.sql("recover"));
        }
    }

    void awaitAnswer(Node node) {
        watch.until(node.name() + " to recover", () -> cluster.answers(node));
    }

    /** It may be at another port then. */
    void restart(Node node) {
        cluster.restart(node);
        nodes = cluster.nodes();
    }
}

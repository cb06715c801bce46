package shardlab.app;

import java.util.List;
import java.util.stream.Collectors;
import shardlab.cluster.Cluster;
import shardlab.cluster.HealthCell;
import shardlab.cluster.Node;

/** A running cluster as a person at a terminal wants to see it. */
final class ClusterReport {

    private ClusterReport() {
    }

    static String of(Cluster cluster) {
        var table = new TextTable("node", "address", "node id", "state");
        List<HealthCell> health = cluster.health();
        List<Node> down = cluster.nodes().stream().filter(node -> isDown(cluster, node, health)).toList();
        for (Node node : cluster.nodes()) {
            table.row(node.name(), node.server().host() + ":" + node.server().port(), String.valueOf(node.nodeId()),
                    down.contains(node) ? "down" : node.active() ? "active" : "not active");
        }
        return cluster.provenance().caption() + "\n\n" + table + "\n" + health(health) + remedy(cluster, down);
    }

    /** Where this machine may not reach a node, what the others say of it counts. */
    private static boolean isDown(Cluster cluster, Node node, List<HealthCell> health) {
        return cluster.ownsServers() ? !cluster.answers(node)
                : health.stream().filter(cell -> cell.to().equals(node.name())).noneMatch(HealthCell::ok);
    }

    private static String remedy(Cluster cluster, List<Node> down) {
        if (down.isEmpty()) {
            return "";
        }
        String names = down.stream().map(Node::name).collect(Collectors.joining(", "));
        return names + (down.size() == 1 ? " is" : " are") + " down: " + (cluster.ownsServers()
                ? "./lab up --engine " + cluster.engine() + " starts what is down, with its data"
                : "the lab did not start this cluster; its own tools start what is down") + "\n";
    }

    private static String health(List<HealthCell> cells) {
        List<HealthCell> broken = cells.stream().filter(cell -> !cell.ok()).toList();
        var text = new StringBuilder("connections between nodes: ")
                .append(cells.size() - broken.size()).append(" of ").append(cells.size()).append(" work\n");
        broken.forEach(cell -> text.append("  ").append(cell.from())
                .append(" cannot reach ").append(cell.to()).append('\n'));
        return text.toString();
    }
}

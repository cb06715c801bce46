package shardlab.app;

import java.util.List;
import shardlab.cluster.Cluster;
import shardlab.cluster.HealthCell;
import shardlab.cluster.Node;

/** A running cluster as a person at a terminal wants to see it. */
final class ClusterReport {

    private ClusterReport() {
    }

    static String of(Cluster cluster) {
        var table = new TextTable("node", "address", "node id", "state");
        for (Node node : cluster.nodes()) {
            table.row(node.server().name(), node.server().host() + ":" + node.server().port(),
                    String.valueOf(node.nodeId()), node.active() ? "active" : "not active");
        }
        return cluster.provenance().caption() + "\n\n" + table + "\n" + health(cluster.health());
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

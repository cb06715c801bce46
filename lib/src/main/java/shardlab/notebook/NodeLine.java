package shardlab.notebook;

import shardlab.cluster.Node;

/**
 * One node as a line of a table.
 *
 * @param node   what the lab calls it
 * @param host   host name or address
 * @param port   TCP port
 * @param nodeId its id in {@code pg_dist_node}
 * @param role   what it does
 */
public record NodeLine(String node, String host, int port, int nodeId, String role) {

    static NodeLine of(Node node) {
        return new NodeLine(node.server().name(), node.server().host(), node.server().port(), node.nodeId(),
                node.coordinator() ? "plans queries, keeps the catalog" : "holds shards");
    }
}

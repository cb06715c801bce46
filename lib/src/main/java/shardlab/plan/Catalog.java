package shardlab.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * What a plan does not say by itself: which tables are reference tables, where a shard lives, what nodes are called.
 *
 * @param references the reference tables, without their schemas
 * @param shardNodes the node of each shard of a distributed table
 * @param nodeNames  what a node is called, by {@code host:port}
 */
public record Catalog(Set<String> references, Map<Long, String> shardNodes, Map<String, String> nodeNames) {

    /** Reads the cluster's catalog. */
    public static Catalog of(Session coordinator) {
        Set<String> references = new HashSet<>();
        Map<Long, String> shardNodes = new HashMap<>();
        Map<String, String> nodeNames = new HashMap<>();
        for (Rows.Row node : coordinator.query(SqlFile.read("plan/nodes.sql"))) {
            nodeNames.put(node.text("host") + ":" + node.integer("port"), node.text("name"));
        }
        for (Rows.Row shard : coordinator.query(SqlFile.read("plan/shards.sql"))) {
            if (shard.truth("reference")) {
                references.add(shard.text("table_name"));
            } else {
                shardNodes.put(shard.number("shard_id"), shard.text("node"));
            }
        }
        return new Catalog(Set.copyOf(references), Map.copyOf(shardNodes), Map.copyOf(nodeNames));
    }

    String name(String hostAndPort) {
        return nodeNames.getOrDefault(hostAndPort, hostAndPort);
    }

    Optional<String> nodeOf(long shardId) {
        return Optional.ofNullable(shardNodes.get(shardId));
    }

    boolean isReference(String table) {
        return references.contains(table);
    }
}

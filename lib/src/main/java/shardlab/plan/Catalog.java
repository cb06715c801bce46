package shardlab.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shardlab.NodeName;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * What a plan does not say by itself: which tables are reference tables, where a shard lives, what nodes are called.
 *
 * @param references the reference tables, without their schemas
 * @param shardNodes the node of each shard of a distributed table
 * @param nodeNames  what a node is called, by {@code host:port}
 * @param shardTables the table of each shard, reference tables' too, without its schema
 */
public record Catalog(Set<String> references, Map<Long, String> shardNodes, Map<String, String> nodeNames,
        Map<Long, String> shardTables) {

    private static final Pattern SHARD = Pattern.compile("(.+)_(\\d{1,18})");
    /** A shard of a table with a long name has the beginning of it, and a hash. */
    private static final int BEGINNING = 30;

    /** Reads the cluster's catalog. */
    public static Catalog of(Session coordinator) {
        Set<String> references = new HashSet<>();
        Map<Long, String> shardNodes = new HashMap<>();
        Map<String, String> nodeNames = new HashMap<>();
        Map<Long, String> shardTables = new HashMap<>();
        for (Rows.Row node : coordinator.query(SqlFile.read("plan/nodes.sql"))) {
            nodeNames.put(node.text("host") + ":" + node.integer("port"), NodeName.of(node.integer("group_id")));
        }
        for (Rows.Row shard : coordinator.query(SqlFile.read("plan/shards.sql"))) {
            shardTables.put(shard.number("shard_id"), shard.text("table_name"));
            if (shard.truth("reference")) {
                references.add(shard.text("table_name"));
            } else {
                shardNodes.put(shard.number("shard_id"), NodeName.of(shard.integer("group_id")));
            }
        }
        return new Catalog(Set.copyOf(references), Map.copyOf(shardNodes), Map.copyOf(nodeNames),
                Map.copyOf(shardTables));
    }

    String name(String hostAndPort) {
        return nodeNames.getOrDefault(hostAndPort, hostAndPort);
    }

    /** The shard that a relation is; empty for an ordinary table, though its name may end in digits as well. */
    Optional<Long> shardOf(String relation) {
        Matcher matcher = SHARD.matcher(relation);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long id = Long.parseLong(matcher.group(2));
        String table = shardTables.getOrDefault(id, "");
        String name = matcher.group(1);
        boolean shortened = name.length() > BEGINNING && table.startsWith(name.substring(0, BEGINNING));
        return table.equals(name) || shortened ? Optional.of(id) : Optional.empty();
    }

    /** The table that a relation is a shard of, or the relation itself. */
    String tableOf(String relation) {
        return shardOf(relation).map(shardTables::get).orElse(relation);
    }

    Optional<String> nodeOf(long shardId) {
        return Optional.ofNullable(shardNodes.get(shardId));
    }

    /** How many shards a distributed table has; 0 for any other table. */
    int shardCount(String table) {
        return isReference(table) ? 0 : (int) shardTables.values().stream().filter(table::equals).count();
    }

    boolean isReference(String table) {
        return references.contains(table);
    }
}

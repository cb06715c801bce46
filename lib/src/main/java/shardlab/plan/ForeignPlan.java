package shardlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A plan of the embedded engine: each Foreign Scan, and each foreign table that is written, is a task. An INSERT into a
 * partitioned table is routed row by row when it runs, so EXPLAIN shows none of its tasks: a task for each row, and at most
 * one for each shard, is what it can come to.
 */
final class ForeignPlan {

    private static final String CTE = "CTE ";

    private final Catalog catalog;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();
    private OptionalLong rows = OptionalLong.empty();
    private final Map<String, Set<String>> fetched = new HashMap<>();
    private int hidden;

    ForeignPlan(Catalog catalog, JsonNode plan) {
        this.catalog = catalog;
        Tree.walk(plan, this::visit);
        Tree.walk(plan, this::rememberFetched);
        coordinatorJoins(plan);
    }

    Plan plan(String json) {
        int count = tasks.size() + hidden;
        Routing routing = count == 0 ? Routing.LOCAL : count == 1 ? Routing.ROUTER : Routing.MULTI_SHARD;
        return new Plan(routing, joins.stream().distinct().toList(), count, List.copyOf(tasks), List.of(),
                List.of(), Optional.empty(), rows, OptionalLong.empty(), json);
    }

    private void visit(JsonNode node) {
        if (Tree.type(node).equals("Foreign Scan")) {
            addTask(node, new LinkedHashSet<>(Tree.relationsOf(node)), node.path("Remote SQL").asText());
            if (node.has("Actual Rows")) {
                rows = OptionalLong.of(rows.orElse(0)
                        + Math.round(node.path("Actual Rows").asDouble() * node.path("Actual Loops").asDouble(1)));
            }
        } else if (Tree.type(node).equals("ModifyTable")) {
            written(node);
        }
    }

    private void written(JsonNode node) {
        if (node.path("Target Tables").isArray()) {
            node.path("Target Tables").forEach(target -> {
                if (target.has("Remote SQL")) {
                    addTask(node, new LinkedHashSet<>(Tree.relationsOf(target)), target.path("Remote SQL").asText());
                }
            });
        } else if (node.has("Remote SQL")) {
            addTask(node, new LinkedHashSet<>(Tree.relationsOf(node)), node.path("Remote SQL").asText());
        } else if (node.path("Operation").asText().equals("Insert")) {
            long incoming = node.path("Plans").path(0).path("Plan Rows").asLong();
            hidden += (int) Math.min(incoming, catalog.shardCount(node.path("Relation Name").asText()));
        }
    }

    private void addTask(JsonNode node, Set<String> relations, String sql) {
        List<String> tables = relations.stream().map(catalog::tableOf).distinct().toList();
        List<Long> shards = relations.stream().map(catalog::shardOf).flatMap(Optional::stream).toList();
        String name = shards.stream().findFirst().flatMap(catalog::nodeOf).orElse("a worker");
        tasks.add(new Task(name, sql, tables, shards, OptionalLong.empty(), node.toPrettyString()));
        if (tables.size() > 1) {
            joins.add(new Join(JoinStrategy.COLOCATED, tables));
        }
    }

    /** A CTE of rows from workers: its plan stands beside the join that reads it, not below. */
    private void rememberFetched(JsonNode node) {
        String name = node.path("Subplan Name").asText();
        if (name.startsWith(CTE) && hasRemote(node)) {
            fetched.put(name.substring(CTE.length()), Tree.relations(node));
        }
    }

    /** A join that stayed on the coordinator pulled the rows of every Foreign Scan below it, or of a CTE. */
    private void coordinatorJoins(JsonNode plan) {
        Tree.walk(plan, node -> {
            if (Tree.joins(node) && !Tree.remote(node) && hasRemote(node)) {
                joins.add(new Join(JoinStrategy.PULLED_TO_COORDINATOR,
                        relations(node).stream().map(catalog::tableOf).distinct().toList()));
            }
        });
    }

    private Set<String> relations(JsonNode join) {
        Set<String> names = new LinkedHashSet<>(Tree.relations(join));
        Tree.walk(join, node -> names.addAll(fetched.getOrDefault(node.path("CTE Name").asText(), Set.of())));
        return names;
    }

    private boolean hasRemote(JsonNode node) {
        boolean[] seen = new boolean[1];
        Tree.walk(node, child -> seen[0] |= Tree.remote(child) || fetched.containsKey(child.path("CTE Name").asText()));
        return seen[0];
    }
}

package shardlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A plan of Citus: one or more Custom Scans, each with a job. */
final class CitusPlan {

    private static final Pattern NODE = Pattern.compile("host=(\\S+) port=(\\d+)");

    private final Catalog catalog;
    private final Function<JsonNode, Plan> reader;
    private final List<Join> joins = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<MapMerge> mapMerges = new ArrayList<>();
    private final List<Subplan> subplans = new ArrayList<>();
    private OptionalLong rows = OptionalLong.empty();
    private OptionalLong bytes = OptionalLong.empty();
    private InsertMethod insertMethod;
    private int taskCount;
    private boolean found;

    CitusPlan(Catalog catalog, Function<JsonNode, Plan> reader) {
        this.catalog = catalog;
        this.reader = reader;
    }

    boolean found() {
        return found;
    }

    void visit(JsonNode node) {
        if (!node.path("Custom Plan Provider").asText().startsWith("Citus")) {
            return;
        }
        found = true;
        if (node.has("Select Query")) {
            insertSelect(node);
        } else {
            distributedQuery(node);
        }
    }

    Plan plan(String json) {
        int all = taskCount + subplans.stream().mapToInt(subplan -> subplan.plan().totalTaskCount()).sum();
        Routing routing = all == 0 ? Routing.LOCAL
                : all == 1 && mapMerges.isEmpty() ? Routing.ROUTER : Routing.MULTI_SHARD;
        return new Plan(routing, List.copyOf(joins), taskCount, List.copyOf(tasks),
                List.copyOf(mapMerges), List.copyOf(subplans), Optional.ofNullable(insertMethod), rows, bytes, json);
    }

    /** The SELECT's own plan lies inside; what it finds is the statement's. */
    private void insertSelect(JsonNode node) {
        Plan select = reader.apply(node.path("Select Query").path(0));
        insertMethod = node.path("INSERT/SELECT method").asText().equals("repartition")
                ? InsertMethod.REPARTITION : InsertMethod.PULL_TO_COORDINATOR;
        joins.addAll(select.joins());
        tasks.addAll(select.tasks());
        mapMerges.addAll(select.mapMerges());
        subplans.addAll(select.subplans());
        taskCount += select.taskCount();
    }

    private void distributedQuery(JsonNode node) {
        JsonNode query = node.path("Distributed Query");
        query.path("Subplans").forEach(this::addSubplan);
        JsonNode job = query.path("Job");
        taskCount += job.path("Task Count").asInt();
        if (node.has("Actual Rows")) {
            rows = OptionalLong.of(rows.orElse(0) + node.path("Actual Rows").asLong());
        }
        bytes = sum(bytes, PrettySize.bytes(job.path("Tuple data received from nodes")));
        List<MapMerge> merges = mapMerges(job);
        mapMerges.addAll(merges);
        merges.forEach(merge -> repartitionJoins(merge.dependsOn()));
        repartitionJoins(merges);
        job.path("Tasks").forEach(task -> addTask(task, job.path("Task Count").asInt()));
    }

    private void addSubplan(JsonNode subplan) {
        subplans.add(new Subplan(subplans.size() + 1, reader.apply(subplan.path("PlannedStmt").path(0)),
                PrettySize.bytes(subplan.path("Intermediate Data Size")), subplan.path("Result destination").asText()));
    }

    /** A dual repartition join waits for both its sides, a single one for the side that moves. */
    private void repartitionJoins(List<MapMerge> merges) {
        if (!merges.isEmpty()) {
            joins.add(new Join(merges.size() > 1 ? JoinStrategy.REPARTITION_DUAL : JoinStrategy.REPARTITION_SINGLE,
                    List.of()));
        }
    }

    private static List<MapMerge> mapMerges(JsonNode job) {
        List<MapMerge> merges = new ArrayList<>();
        job.path("Dependent Jobs").forEach(dependent -> merges.add(new MapMerge(
                dependent.path("Map Task Count").asInt(), dependent.path("Merge Task Count").asInt(),
                mapMerges(dependent))));
        return merges;
    }

    private void addTask(JsonNode task, int count) {
        JsonNode plan = task.path("Remote Plan").path(0).path(0).path("Plan");
        Set<String> relations = Tree.relations(plan);
        tasks.add(new Task(node(task), task.path("Query").asText(),
                relations.stream().map(catalog::tableOf).distinct().toList(),
                relations.stream().map(catalog::shardOf).flatMap(Optional::stream).toList(),
                PrettySize.bytes(task.path("Tuple data received from node")), plan.toPrettyString()));
        joinsOf(plan, count);
        if (Tree.type(plan).equals("ModifyTable") && relations.size() > 1
                && plan.path("Operation").asText().equals("Insert")) {
            insertMethod = InsertMethod.PUSHED_DOWN;
        }
    }

    private String node(JsonNode task) {
        Matcher matcher = NODE.matcher(task.path("Node").asText());
        return matcher.find() ? catalog.name(matcher.group(1) + ":" + matcher.group(2)) : task.path("Node").asText();
    }

    /** Where a task joins: shards with shards, with reference tables, with intermediate results. */
    private void joinsOf(JsonNode plan, int count) {
        boolean[] seen = new boolean[2];
        Tree.walk(plan, node -> {
            seen[0] |= Tree.joins(node);
            seen[1] |= Tree.readsIntermediateResult(node);
        });
        if (!seen[0]) {
            return;
        }
        List<String> tables = Tree.relations(plan).stream().map(catalog::tableOf).distinct().toList();
        List<String> references = tables.stream().filter(catalog::isReference).toList();
        List<String> distributed = tables.stream().filter(table -> !catalog.isReference(table)).toList();
        if (distributed.size() > 1) {
            addOnce(new Join(JoinStrategy.COLOCATED, distributed));
        }
        if (!references.isEmpty()) {
            addOnce(new Join(JoinStrategy.REFERENCE, concat(distributed, references)));
        }
        if (seen[1]) {
            addOnce(new Join(distributed.isEmpty() && count == 1 ? JoinStrategy.PULLED_TO_COORDINATOR
                    : JoinStrategy.SUBPLAN_BROADCAST, distributed));
        }
    }

    /** Every task of a job joins alike. */
    private void addOnce(Join join) {
        if (!joins.contains(join)) {
            joins.add(join);
        }
    }

    private static List<String> concat(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isEmpty() ? other : other.isEmpty() ? one : OptionalLong.of(one.getAsLong() + other.getAsLong());
    }
}

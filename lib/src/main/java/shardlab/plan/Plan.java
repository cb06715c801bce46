package shardlab.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How a cluster runs one statement.
 *
 * @param routing       how many nodes it needs
 * @param joins         its joins; a co-located join inside a repartition join is not among them, EXPLAIN hides it
 * @param taskCount     tasks of the statement itself, without its subplans'
 * @param tasks         those tasks that EXPLAIN shows: all after {@link Plans#explain}, none of a repartition join, else one
 * @param mapMerges     the repartitionings it rests on
 * @param subplans      the parts that run first
 * @param insertMethod  how an {@code INSERT .. SELECT} moves its rows; empty for other statements
 * @param receivedRows  rows that the coordinator received; empty without ANALYZE
 * @param receivedBytes bytes that the coordinator received, rounded as EXPLAIN rounds them; empty without ANALYZE
 * @param json          the plan as the server wrote it
 */
public record Plan(Routing routing, List<Join> joins, int taskCount, List<Task> tasks, List<MapMerge> mapMerges,
        List<Subplan> subplans, Optional<InsertMethod> insertMethod, OptionalLong receivedRows,
        OptionalLong receivedBytes, String json) {

    /** The dearest strategy among the joins; {@link JoinStrategy#NONE} if there are none. */
    public JoinStrategy strategy() {
        return joins.stream().map(Join::strategy).max(Comparator.naturalOrder()).orElse(JoinStrategy.NONE);
    }

    /** The nodes of all tasks that EXPLAIN shows, subplans included, in the order of their names. */
    public List<String> nodes() {
        return allTasks().map(Task::node).distinct()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())).toList();
    }

    /** Map tasks of all repartitionings, those they depend on included. */
    public int mapTaskCount() {
        return allMapMerges(mapMerges).mapToInt(MapMerge::mapTasks).sum();
    }

    /** Files that nodes fetch from one another for all repartitionings. */
    public int fetches() {
        return mapMerges.stream().mapToInt(MapMerge::fetches).sum();
    }

    /** Every task in one count: its own, its subplans', and the map tasks. */
    public int totalTaskCount() {
        return taskCount + mapTaskCount() + subplans.stream().mapToInt(subplan -> subplan.plan().totalTaskCount()).sum();
    }

    /** One line, such as {@code multi-shard, co-located, 32 tasks on 4 nodes}. */
    public String summary() {
        String text = routing + ", " + strategy() + ", " + counted(taskCount, "task");
        if (!mapMerges.isEmpty()) {
            text += ", " + counted(mapTaskCount(), "map task") + ", "
                    + counted(fetches(), "fetch").replace("fetchs", "fetches");
        } else if (!tasks.isEmpty() && tasks.size() >= taskCount) {
            text += " on " + counted((int) tasks.stream().map(Task::node).distinct().count(), "node");
        }
        return subplans.isEmpty() ? text : text + ", " + counted(subplans.size(), "subplan");
    }

    private Stream<Task> allTasks() {
        return Stream.concat(tasks.stream(), subplans.stream().flatMap(subplan -> subplan.plan().allTasks()));
    }

    private static Stream<MapMerge> allMapMerges(List<MapMerge> level) {
        return level.stream().flatMap(one -> Stream.concat(Stream.of(one), allMapMerges(one.dependsOn())));
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}

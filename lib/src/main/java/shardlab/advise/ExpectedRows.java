package shardlab.advise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shardlab.NodeName;

/**
 * How the rows of all distributed tables of a design are expected to lie. Reference and local tables are not among them.
 *
 * @param workers in the order in which Citus gives them shards
 * @param groups  tables that share their shards, those of the most rows first, such as {@code state: sale, sale_detail}
 * @param unknown tables left out, with their columns: nobody knows how their values lie
 * @param counted false if nobody has counted every table, so that tables count alike
 */
public record ExpectedRows(List<ExpectedWorker> workers, List<String> groups, List<String> unknown, boolean counted) {

    /**
     * A worker.
     *
     * @param name   such as {@code worker-1}
     * @param shards those that it gets, group by group
     */
    public record ExpectedWorker(String name, List<ExpectedShard> shards) {

        /** Rows of all its shards. */
        public double rows() {
            return shards.stream().mapToDouble(ExpectedShard::rows).sum();
        }
    }

    /**
     * A shard, of all tables of its group.
     *
     * @param group the group's place among the groups
     * @param place among the group's shards, by hash from the lowest
     * @param rows  expected rows; a part of a table, from 0 to 1, where tables count alike
     */
    public record ExpectedShard(int group, int place, double rows) {
    }

    /** Of a design of some advice. */
    public static ExpectedRows of(Advice advice, RankedDesign design) {
        boolean counted = advice.schema().rowsKnown();
        Map<String, List<RowSpread>> groups = new LinkedHashMap<>();
        design.spreads().stream().filter(RowSpread::known)
                .forEach(each -> groups.computeIfAbsent(group(advice, each), key -> new ArrayList<>()).add(each));
        List<List<RowSpread>> all = groups.values().stream().sorted(Comparator.comparingDouble(group ->
                -group.stream().mapToDouble(each -> rows(advice, each.table())).sum())).toList();
        int count = advice.rule().workers();
        List<ExpectedWorker> workers = IntStream.range(0, count).mapToObj(worker -> new ExpectedWorker(
                NodeName.of(worker + 1), IntStream.range(0, all.size()).boxed()
                        .flatMap(group -> shards(advice, all.get(group), group).stream())
                        .filter(shard -> shard.place() % count == worker).toList())).toList();
        return new ExpectedRows(workers, all.stream().map(ExpectedRows::words).toList(),
                design.spreads().stream().filter(each -> !each.known())
                        .map(each -> each.table() + " by " + each.column()).toList(), counted);
    }

    /** Tables of a family whose columns have one type lie together. */
    private static String group(Advice advice, RowSpread spread) {
        var column = new TableColumn(spread.table(), spread.column());
        String family = advice.families().stream().filter(each -> each.contains(column)).findFirst()
                .map(each -> each.get(0)).orElse(column).toString();
        AdviseTable table = advice.schema().tables().get(spread.table());
        return family + " " + table.columns().get(spread.column()).baseType() + " " + spread.shards().size();
    }

    private static List<ExpectedShard> shards(Advice advice, List<RowSpread> group, int place) {
        return IntStream.range(0, group.get(0).shards().size()).mapToObj(i -> new ExpectedShard(place, i, group.stream()
                .mapToDouble(each -> each.shards().get(i) * rows(advice, each.table())).sum())).toList();
    }

    private static double rows(Advice advice, String table) {
        return advice.schema().rowsKnown() ? advice.schema().tables().get(table).rows() : 1;
    }

    private static String words(List<RowSpread> group) {
        return group.stream().map(RowSpread::column).distinct().collect(Collectors.joining(" or ")) + ": "
                + group.stream().map(RowSpread::table).collect(Collectors.joining(", "));
    }

    /** Rows of all workers. */
    public double rows() {
        return workers.stream().mapToDouble(ExpectedWorker::rows).sum();
    }

    /** The one with the most rows; the first of those that have as many. */
    public ExpectedWorker fullest() {
        return workers.stream().max(Comparator.comparingDouble(ExpectedWorker::rows).thenComparing(
                Comparator.comparingInt(workers::indexOf).reversed())).orElseThrow();
    }

    /** How many times as many rows the fullest worker has as if all had alike: 1 is even; 0 if nobody knows. */
    public double timesEven() {
        return rows() == 0 ? 0 : fullest().rows() * workers.size() / rows();
    }
}

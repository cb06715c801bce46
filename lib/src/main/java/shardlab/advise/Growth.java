package shardlab.advise;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What new rows do under a distribution column. A hash spreads values that only grow; but where many rows of one time
 * share a value, such as a day, whatever is written and asked now lies in one shard.
 */
final class Growth {

    /** A column of times with fewer rows to a value than this spreads what is new. */
    private static final double MANY_ROWS = 100;

    private final SourceSchema schema;
    private final Map<TableColumn, Double> weights = new HashMap<>();
    private final double weight;

    Growth(SourceSchema schema, List<ReadQuery> queries) {
        this.schema = schema;
        this.weight = queries.stream().mapToDouble(ReadQuery::weight).sum();
        queries.forEach(this::add);
    }

    /** A statement that gives a column one value, by a condition or as the value of a new row. */
    private void add(ReadQuery query) {
        var given = query.facts().equalities().stream().filter(each -> !each.right().isColumn())
                .flatMap(each -> query.facts().column(each.left()).stream()).collect(Collectors.toSet());
        query.facts().write().filter(each -> query.facts().operation().equals("Insert")).map(Occurrence::table)
                .flatMap(table -> Optional.ofNullable(schema.tables().get(table)))
                .ifPresent(table -> table.columns().keySet().forEach(name ->
                        given.add(new TableColumn(table.name(), name))));
        given.forEach(column -> weights.merge(column, query.weight(), Double::sum));
    }

    /** True if what is written and asked at one time lies in one shard. */
    boolean isHot(TableColumn place) {
        return sharesValues(place) && weights.containsKey(place);
    }

    /** The part of the workload that meets the newest value. */
    String load(TableColumn place) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * weights.getOrDefault(place, 0.0) / weight);
    }

    /** One sentence without a full stop; empty if there is nothing to say. */
    String sentence(TableColumn place) {
        if (isHot(place)) {
            return "its newest value is hot: all rows of one time are in one shard";
        }
        return schema.column(place).values().growsWithTime()
                ? "it grows with the rows, which is no sin under a hash: new values fall on all shards" : "";
    }

    private boolean sharesValues(TableColumn place) {
        AdviseColumn column = schema.column(place);
        double rows = schema.tables().get(place.table()).rows();
        if (!column.values().isTime() || schema.isUnique(place)) {
            return false;
        }
        boolean counted = rows > 0 && column.distinct() > 0;
        return counted ? rows / column.distinct() >= MANY_ROWS : column.values().hashType().equals("date");
    }
}

package shardlab.advise;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The lab's classification of one statement under one design: what Citus's planner asks, in the same order. */
final class Classification {

    private final QueryFacts facts;
    private final Design design;
    private final SourceSchema schema;
    private final List<Occurrence> distributed;
    private final EqualSets equal = new EqualSets();

    Classification(QueryFacts facts, Design design, SourceSchema schema) {
        this.facts = facts;
        this.design = design;
        this.schema = schema;
        this.distributed = facts.occurrences().stream().filter(each -> place(each).isDistributed()).toList();
        facts.equalities().stream().filter(each -> !each.any())
                .forEach(each -> equal.join(each.left().name(), each.right().name()));
    }

    Judgement judgement() {
        if (distributed.isEmpty()) {
            return withoutShards();
        }
        if (facts.write().filter(each -> !place(each).isDistributed()).isPresent()) {
            return facts.operation().equals("Insert")
                    ? new Judgement(Handling.PULLED, "rows come through the coordinator into a table without shards")
                    : new Judgement(Handling.REFUSED, "a table without shards is not changed by joining one with shards");
        }
        List<List<Occurrence>> sets = sets(distributed);
        boolean oneShard = sets.size() == 1 && constant(sets.get(0)).isPresent();
        return !oneShard && facts.write().isEmpty() && distributed.stream().anyMatch(this::isWhole) ? afterWhole()
                : sets.size() == 1 ? together(sets.get(0)) : apart();
    }

    /** What a LIMIT or a total is joined with needs all its rows, which run first. */
    private Judgement afterWhole() {
        String why = "a subquery with a LIMIT or a total of its own runs first";
        return new Judgement(distributed.stream().allMatch(this::isWhole) ? Handling.PULLED : Handling.BROADCAST, why);
    }

    private boolean isWhole(Occurrence occurrence) {
        return facts.whole().contains(occurrence.alias());
    }

    private Judgement withoutShards() {
        boolean local = has(TablePlace.PlaceKind.LOCAL);
        if (facts.write().filter(each -> place(each).kind() == TablePlace.PlaceKind.REFERENCE).isPresent()) {
            return new Judgement(Handling.EVERY_NODE, "a reference table is written on every node, by two-phase commit");
        }
        return local || facts.occurrences().isEmpty() ? new Judgement(Handling.LOCAL, "the coordinator answers by itself")
                : new Judgement(Handling.ONE_NODE, "every node has all of it");
    }

    /** All distribution columns hold one value, or values that a join compares. */
    private Judgement together(List<Occurrence> all) {
        if (has(TablePlace.PlaceKind.LOCAL) && facts.write().isEmpty()) {
            return new Judgement(Handling.BROADCAST, "a local table's rows are sent to the shards");
        }
        Optional<String> value = constant(all);
        if (value.isPresent() || (facts.operation().equals("Insert") && all.size() == 1 && !facts.severalRows())) {
            return new Judgement(Handling.ROUTER, value.map(each -> column(all.get(0)) + " = " + each + " names one shard")
                    .orElse("one row goes to one shard"), value);
        }
        if (facts.locks()) {
            return new Judgement(Handling.REFUSED, "Citus locks rows by SELECT … FOR UPDATE in one shard only");
        }
        if (all.stream().anyMatch(this::isListed) || facts.severalRows()) {
            return new Judgement(Handling.SOME_SHARDS, "a list of values names as many shards at most");
        }
        String without = "no value of " + column(all.get(0)) + " is given";
        return all.size() > 1 ? new Judgement(Handling.COLOCATED, without + "; shards are joined where they lie")
                : has(TablePlace.PlaceKind.REFERENCE)
                ? new Judgement(Handling.REFERENCE, without + "; each shard joins a copy on its node")
                : new Judgement(Handling.MULTI_SHARD, without);
    }

    private Judgement apart() {
        String pair = column(sets(distributed).get(0).get(0)) + " and " + column(sets(distributed).get(1).get(0))
                + " are not compared";
        if (facts.operation().equals("Insert")) {
            List<Occurrence> source = distributed.stream().filter(each -> !facts.write().get().equals(each)).toList();
            return sets(source).size() == 1 ? new Judgement(Handling.REPARTITION, pair + ": rows move to other shards")
                    : new Judgement(Handling.PULLED, pair + ": rows pass through the coordinator");
        }
        if (blocksAreWhole()) {
            return facts.correlated()
                    ? new Judgement(Handling.REFUSED, pair + ", and one part asks for each row of the other")
                    : new Judgement(Handling.BROADCAST, pair + ": one part runs first");
        }
        if (facts.write().isPresent()) {
            return new Judgement(Handling.REFUSED, pair + ": a change joins co-located shards only");
        }
        if (!connected()) {
            return new Judgement(Handling.REFUSED, pair + ", nor anything else of the two: a Cartesian product");
        }
        return facts.joins().stream().allMatch("Inner"::equals) ? new Judgement(Handling.REPARTITION, pair)
                : facts.joins().stream().allMatch(Set.of("Inner", "Semi", "Right Semi", "Anti", "Right Anti")::contains)
                ? new Judgement(Handling.BROADCAST, pair + ": the subquery runs first")
                : new Judgement(Handling.REFUSED, pair + ", in an outer join");
    }

    /** Parts that run by themselves, each of which needs no other. */
    private boolean blocksAreWhole() {
        Map<Integer, List<Occurrence>> blocks = distributed.stream().collect(Collectors.groupingBy(Occurrence::block));
        return blocks.size() > 1 && blocks.values().stream().allMatch(block -> sets(block).size() == 1);
    }

    /**
     * True if comparisons of any columns lead from each distributed table to all others. Where a column is given a value,
     * the planner has put that value in the place of what it was compared with: two that equal one value are compared.
     */
    private boolean connected() {
        var tables = new EqualSets();
        facts.equalities().stream().filter(each -> !each.any()).forEach(each -> tables.join(alias(each.left()),
                each.right().isColumn() ? alias(each.right()) : "value " + each.right().name()));
        return tables.sets(distributed.stream().map(Occurrence::alias).toList()).size() == 1;
    }

    private List<List<Occurrence>> sets(Collection<Occurrence> some) {
        Map<String, List<Occurrence>> sets = some.stream().collect(Collectors.groupingBy(each ->
                equal.find(key(each)) + " " + type(each)));
        return List.copyOf(sets.values());
    }

    /** The constant that the distribution columns of a set equal. */
    private Optional<String> constant(List<Occurrence> all) {
        String root = equal.find(key(all.get(0)));
        return facts.equalities().stream().filter(each -> !each.right().isColumn() && !each.any())
                .map(each -> each.right().name()).filter(name -> equal.find(name).equals(root)).findFirst();
    }

    private boolean isListed(Occurrence occurrence) {
        return facts.equalities().stream().anyMatch(each -> each.any() && equal.same(each.left().name(), key(occurrence)));
    }

    private boolean has(TablePlace.PlaceKind kind) {
        return facts.occurrences().stream().anyMatch(each -> place(each).kind() == kind);
    }

    private TablePlace place(Occurrence occurrence) {
        return design.of(occurrence.table());
    }

    private String key(Occurrence occurrence) {
        return occurrence.alias() + "." + place(occurrence).column();
    }

    private String type(Occurrence occurrence) {
        return schema.column(new TableColumn(occurrence.table(), place(occurrence).column())).type()
                .replaceFirst("\\(.*\\)", "");
    }

    private String column(Occurrence occurrence) {
        return occurrence.table().replaceFirst("^public\\.", "") + "." + place(occurrence).column();
    }

    private static String alias(Operand operand) {
        return operand.name().substring(0, operand.name().indexOf('.'));
    }
}

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
    private final RecursivePlanning planning = new RecursivePlanning(this::isDistributed, this::key, equal);

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
        return facts.write().flatMap(this::refusedChange).orElseGet(() -> facts.write().filter(each ->
                !place(each).isDistributed()).map(this::intoOther).orElseGet(this::ofShards));
    }

    /** Citus moves no row to another shard by a change, and places no row without a value. */
    private Optional<Judgement> refusedChange(Occurrence write) {
        String column = place(write).column();
        return facts.changed().contains(column)
                ? Optional.of(new Judgement(Handling.REFUSED, "the distribution column " + column(write) + " is not changed"))
                : facts.withoutValue().contains(column)
                ? Optional.of(new Judgement(Handling.REFUSED, "no value of the distribution column " + column(write)
                        + " is given")) : Optional.empty();
    }

    private Judgement intoOther(Occurrence write) {
        return facts.operation().equals("Insert") || place(write).kind() == TablePlace.PlaceKind.LOCAL
                || (planning.plan(facts.statement()).isEmpty() && planning.refused().isEmpty())
                ? new Judgement(Handling.PULLED, "rows come through the coordinator into a table without shards")
                : new Judgement(Handling.REFUSED, "a reference table is not changed by joining one with shards");
    }

    private Judgement ofShards() {
        Optional<String> value = has(TablePlace.PlaceKind.LOCAL) || sets(distributed).size() > 1 || isCopiedFromElsewhere()
                ? Optional.empty() : constant(distributed);
        if (value.isPresent()) {
            return new Judgement(Handling.ROUTER, column(distributed.get(0)) + " = " + value.get() + " names one shard", value);
        }
        if (facts.locks()) {
            return new Judgement(Handling.REFUSED, "Citus locks rows by SELECT … FOR UPDATE in one shard only");
        }
        Set<String> live = planning.plan(facts.statement());
        return planning.refused().map(why -> new Judgement(Handling.REFUSED, why))
                .orElseGet(() -> facts.operation().equals("Insert") ? inserted(live) : planned(live));
    }

    /** True of an INSERT whose SELECT reads tables, but none that has shards. */
    private boolean isCopiedFromElsewhere() {
        return facts.operation().equals("Insert") && distributed.size() == 1 && !facts.severalRows()
                && !facts.statement().from().equals(new QueryPart.OtherSource(true));
    }

    private Judgement planned(Set<String> live) {
        if (live.isEmpty()) {
            return new Judgement(Handling.PULLED, "its parts run first, and one node puts them together");
        }
        if (planning.sets(live) > 1) {
            return apart(live);
        }
        if (planning.repartitions()) {
            return new Judgement(Handling.REPARTITION, "a part that runs first joins by other columns");
        }
        return planning.first() > 0 ? new Judgement(Handling.BROADCAST, "a part needs rows of all shards, and runs first")
                : has(TablePlace.PlaceKind.LOCAL) ? new Judgement(Handling.BROADCAST, "a local table's rows are sent to the shards")
                : together(live);
    }

    private Judgement inserted(Set<String> live) {
        List<Occurrence> source = distributed.stream().filter(each -> !facts.write().get().equals(each)).toList();
        boolean row = facts.occurrences().size() == 1 && facts.statement().from() instanceof QueryPart.OtherSource;
        if (source.isEmpty() && row && facts.severalRows()) {
            return new Judgement(Handling.SOME_SHARDS, "a list of values names as many shards at most");
        }
        if (source.isEmpty() && row && facts.statement().from().equals(new QueryPart.OtherSource(true))) {
            return new Judgement(Handling.ROUTER, "one row goes to one shard");
        }
        if (planning.sets(live) != 1 || planning.first() > 0 || has(TablePlace.PlaceKind.LOCAL) || needsCoordinator(live)) {
            return new Judgement(Handling.PULLED, "rows pass through the coordinator");
        }
        return sets(distributed).size() == 1 && !facts.statement().hasWith()
                ? new Judgement(Handling.COLOCATED, "rows stay in the shards beside those that they come from")
                : new Judgement(Handling.REPARTITION, "rows move to other shards");
    }

    private boolean needsCoordinator(Set<String> live) {
        QueryPart select = facts.statement();
        return select.wantsAll() || planning.needsOthers(select.keys(), live) || planning.needsOthers(select.windows(), live);
    }

    private Judgement withoutShards() {
        boolean local = has(TablePlace.PlaceKind.LOCAL);
        if (facts.write().filter(each -> place(each).kind() == TablePlace.PlaceKind.REFERENCE).isPresent()) {
            return new Judgement(Handling.EVERY_NODE, "a reference table is written on every node, by two-phase commit");
        }
        return local || facts.occurrences().isEmpty() ? new Judgement(Handling.LOCAL, "the coordinator answers by itself")
                : new Judgement(Handling.ONE_NODE, "every node has all of it");
    }

    /** Shards that need no rows of others. */
    private Judgement together(Set<String> live) {
        QueryPart select = facts.statement();
        if (select.hasGroupingSets()) {
            return new Judgement(Handling.REFUSED, "GROUPING SETS, CUBE and ROLLUP need a filter on the distribution column");
        }
        if (distributed.stream().anyMatch(this::isListed)) {
            return new Judgement(Handling.SOME_SHARDS, "a list of values names as many shards at most");
        }
        if (planning.needsOthers(select.windows(), live)) {
            return new Judgement(Handling.PULLED, "a window needs rows of several shards");
        }
        if (select.gathers() && (select.wantsAll() || planning.needsOthers(select.keys(), live))) {
            return new Judgement(Handling.PULLED, "shards cannot compute a part of the aggregate");
        }
        String without = "no value of " + column(distributed.get(0)) + " is given";
        return distributed.size() > 1 ? new Judgement(Handling.COLOCATED, without + "; shards are joined where they lie")
                : has(TablePlace.PlaceKind.REFERENCE)
                ? new Judgement(Handling.REFERENCE, without + "; each shard joins a copy on its node")
                : new Judgement(Handling.MULTI_SHARD, without);
    }

    private Judgement apart(Set<String> live) {
        List<List<Occurrence>> sets = sets(distributed.stream().filter(each -> live.contains(each.alias())).toList());
        String pair = column(sets.get(0).get(0)) + " and " + column(sets.get(1).get(0)) + " are not compared";
        if (facts.write().isPresent()) {
            return new Judgement(Handling.REFUSED, pair + ": a change joins co-located shards only");
        }
        if (!connected()) {
            return new Judgement(Handling.REFUSED, pair + ", nor anything else of the two: a Cartesian product");
        }
        boolean windows = !facts.statement().windows().isEmpty() && !planning.needsOthers(facts.statement().windows(), live);
        return planning.isPlain() && !windows ? new Judgement(Handling.REPARTITION, pair)
                : new Judgement(Handling.REFUSED, pair + ": only inner joins of tables are repartitioned");
    }

    private boolean isDistributed(String alias) {
        return distributed.stream().anyMatch(each -> each.alias().equals(alias));
    }

    private String key(String alias) {
        return distributed.stream().filter(each -> each.alias().equals(alias)).map(this::key).findFirst().orElse(alias);
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

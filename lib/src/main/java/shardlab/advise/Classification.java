package shardlab.advise;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lab's classification of one statement under one design: what Citus's planner asks, in the same order. */
final class Classification {

    private final QueryFacts facts;
    private final DesignedTables tables;
    private final List<Occurrence> distributed;
    private final PartRules rules;
    private final RecursivePlanning planning;

    Classification(QueryFacts facts, Design design, SourceSchema schema) {
        this.facts = facts;
        this.tables = new DesignedTables(facts, design, schema);
        this.distributed = tables.distributed();
        this.rules = new PartRules(tables, tables.equal());
        this.planning = new RecursivePlanning(tables, rules);
    }

    Judgement judgement() {
        Optional<Judgement> merged = facts.operation().equals("Merge") ? new MergeRules(facts, tables).judgement()
                : Optional.empty();
        if (distributed.isEmpty()) {
            return merged.orElseGet(this::withoutShards);
        }
        return facts.write().flatMap(this::refusedChange).or(() -> merged).orElseGet(() -> facts.write().filter(each ->
                !tables.place(each).isDistributed()).map(this::intoOther).orElseGet(this::ofShards));
    }

    /** Citus moves no row to another shard by a change, and places no row without a value. */
    private Optional<Judgement> refusedChange(Occurrence write) {
        String column = tables.place(write).column();
        return facts.changed().contains(column)
                ? Optional.of(new Judgement(Handling.REFUSED, "the distribution column " + tables.column(write)
                        + " is not changed"))
                : facts.withoutValue().contains(column)
                ? Optional.of(new Judgement(Handling.REFUSED, "no value of the distribution column " + tables.column(write)
                        + " is given")) : Optional.empty();
    }

    private Judgement intoOther(Occurrence write) {
        return facts.operation().equals("Insert") || tables.place(write).kind() == TablePlace.PlaceKind.LOCAL
                || (planning.plan(facts.statement()).isEmpty() && planning.refused().isEmpty())
                ? new Judgement(Handling.PULLED, "rows come through the coordinator into a table without shards")
                : new Judgement(Handling.REFUSED, "a reference table is not changed by joining one with shards");
    }

    private Judgement ofShards() {
        Optional<String> value = tables.has(TablePlace.PlaceKind.LOCAL) || tables.sets(distributed).size() > 1
                || isCopiedFromElsewhere() ? Optional.empty() : tables.constant(distributed);
        if (value.isPresent()) {
            return new Judgement(Handling.ROUTER, tables.column(distributed.get(0)) + " = " + value.get()
                    + " names one shard", value);
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
        if (rules.sets(live) > 1) {
            return apart(live);
        }
        if (planning.repartitions()) {
            return new Judgement(Handling.REPARTITION, "a part that runs first joins by other columns");
        }
        if (live.isEmpty()) {
            return new Judgement(Handling.PULLED, "its parts run first, and one node puts them together");
        }
        return planning.first() > 0 ? new Judgement(Handling.BROADCAST, "a part needs rows of all shards, and runs first")
                : tables.has(TablePlace.PlaceKind.LOCAL) ? new Judgement(Handling.BROADCAST,
                        "a local table's rows are sent to the shards")
                : together(live);
    }

    private Judgement inserted(Set<String> live) {
        List<Occurrence> source = distributed.stream().filter(each -> !facts.write().get().equals(each)).toList();
        if (!facts.statement().inner().isEmpty() && facts.statement().from().equals(new QueryPart.OtherSource(true))) {
            return new Judgement(Handling.REFUSED, "VALUES with a subquery in it");
        }
        boolean row = facts.occurrences().size() == 1 && facts.statement().from() instanceof QueryPart.OtherSource;
        if (source.isEmpty() && row && facts.severalRows()) {
            return new Judgement(Handling.SOME_SHARDS, "a list of values names as many shards at most");
        }
        if (source.isEmpty() && row && facts.statement().from().equals(new QueryPart.OtherSource(true))) {
            return new Judgement(Handling.ROUTER, "one row goes to one shard");
        }
        if (rules.sets(live) > 1 && !tables.connected()) {
            return new Judgement(Handling.REFUSED, "its tables are not compared: a Cartesian product");
        }
        if (rules.sets(live) != 1 || facts.drawsNumbers() || planning.first() > 0
                || tables.has(TablePlace.PlaceKind.LOCAL) || needsCoordinator(live)) {
            return new Judgement(Handling.PULLED, "rows pass through the coordinator");
        }
        return tables.sets(distributed).size() == 1 && !facts.statement().hasWith() && !facts.draws()
                ? new Judgement(Handling.COLOCATED, "rows stay in the shards beside those that they come from")
                : new Judgement(Handling.REPARTITION, "rows move to other shards");
    }

    private boolean needsCoordinator(Set<String> live) {
        QueryPart select = facts.statement();
        return select.wantsAll() || rules.needsOthers(select.keys(), live) || rules.needsOthers(select.windows(), live);
    }

    private Judgement withoutShards() {
        boolean local = tables.has(TablePlace.PlaceKind.LOCAL);
        if (facts.write().filter(each -> tables.place(each).kind() == TablePlace.PlaceKind.REFERENCE).isPresent()) {
            return new Judgement(Handling.EVERY_NODE, "a reference table is written on every node, by two-phase commit");
        }
        return local || facts.occurrences().isEmpty() ? new Judgement(Handling.LOCAL, "the coordinator answers by itself")
                : new Judgement(Handling.ONE_NODE, "every node has all of it");
    }

    /** Shards that need no rows of others. */
    private Judgement together(Set<String> live) {
        QueryPart select = facts.statement();
        if (select.hasGroupingSets()) {
            return new Judgement(Handling.REFUSED, RecursivePlanning.GROUPING_SETS);
        }
        if (distributed.stream().anyMatch(tables::isListed)) {
            return new Judgement(Handling.SOME_SHARDS, "a list of values names as many shards at most");
        }
        if (rules.needsOthers(select.windows(), live)) {
            return new Judgement(Handling.PULLED, "a window needs rows of several shards");
        }
        if (select.gathers() && (select.wantsAll() || rules.needsOthers(select.keys(), live))) {
            return new Judgement(Handling.PULLED, "shards cannot compute a part of the aggregate");
        }
        String without = "no value of " + tables.column(distributed.get(0)) + " is given";
        return distributed.size() > 1 ? new Judgement(Handling.COLOCATED, without + "; shards are joined where they lie")
                : tables.has(TablePlace.PlaceKind.REFERENCE)
                ? new Judgement(Handling.REFERENCE, without + "; each shard joins a copy on its node")
                : new Judgement(Handling.MULTI_SHARD, without);
    }

    private Judgement apart(Set<String> live) {
        List<List<Occurrence>> sets = tables.sets(distributed.stream().filter(each -> live.contains(each.alias())).toList());
        String pair = tables.column(sets.get(0).get(0)) + " and " + tables.column(sets.get(1).get(0)) + " are not compared";
        if (facts.write().isPresent()) {
            return new Judgement(Handling.REFUSED, pair + ": a change joins co-located shards only");
        }
        if (!tables.connected()) {
            return new Judgement(Handling.REFUSED, pair + ", nor anything else of the two: a Cartesian product");
        }
        boolean windows = !facts.statement().windows().isEmpty() && !rules.needsOthers(facts.statement().windows(), live);
        return planning.isPlain() && !windows ? new Judgement(Handling.REPARTITION, pair)
                : new Judgement(Handling.REFUSED, pair + ": only inner joins of tables are repartitioned");
    }
}

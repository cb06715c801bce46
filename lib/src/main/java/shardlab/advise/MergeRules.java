package shardlab.advise;

import java.util.List;
import java.util.Optional;

/** What Citus does with MERGE where source and target are not joined shard by shard. */
final class MergeRules {

    private final QueryFacts facts;
    private final DesignedTables tables;
    private final Occurrence target;

    MergeRules(QueryFacts facts, DesignedTables tables) {
        this.facts = facts;
        this.tables = tables;
        this.target = facts.write().orElseThrow();
    }

    /** Empty if the target is local as all else is, or if it is joined shard by shard. */
    Optional<Judgement> judgement() {
        TablePlace.PlaceKind kind = tables.place(target).kind();
        if (kind == TablePlace.PlaceKind.REFERENCE) {
            return refused("a reference table is no target of MERGE");
        }
        if (kind == TablePlace.PlaceKind.LOCAL) {
            return tables.distributed().isEmpty() ? Optional.empty() : refused("the target of MERGE has no shards");
        }
        List<Occurrence> sources = facts.occurrences().stream().filter(each -> !each.equals(target)
                && tables.place(each).kind() != TablePlace.PlaceKind.LOCAL).toList();
        if (sources.isEmpty()) {
            return refused("the source of MERGE is no table of the cluster");
        }
        boolean sharded = tables.distributed().size() > 1;
        return sharded && tables.sets(tables.distributed()).size() == 1 ? Optional.empty()
                : !tables.isKeyCompared(target.alias()) ? refused("the source has nothing to compare with the target's "
                        + "distribution column")
                : Optional.of(sharded && !facts.statement().wantsAll()
                        ? new Judgement(Handling.REPARTITION, "the source's rows move to the shards of the target")
                        : new Judgement(Handling.PULLED, "the source's rows pass through the coordinator"));
    }

    private static Optional<Judgement> refused(String why) {
        return Optional.of(new Judgement(Handling.REFUSED, why));
    }
}

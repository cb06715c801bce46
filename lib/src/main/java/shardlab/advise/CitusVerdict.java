package shardlab.advise;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shardlab.plan.InsertMethod;
import shardlab.plan.JoinStrategy;
import shardlab.plan.Plan;

/** A plan of Citus, named by the words of the advisor. */
final class CitusVerdict {

    private static final Pattern MERGE = Pattern.compile("\"MERGE INTO [^\"]* method\": \"([^\"]+)\"");

    private final Plan plan;
    private final QueryFacts facts;
    private final Design design;
    private final SourceSchema schema;
    private final int shards;

    /** @param shards how many a distributed table has */
    CitusVerdict(Plan plan, QueryFacts facts, Design design, SourceSchema schema, int shards) {
        this.plan = plan;
        this.facts = facts;
        this.design = design;
        this.schema = schema;
        this.shards = shards;
    }

    /** @param guess the lab's classification, which alone knows the value that names a shard */
    Judgement judgement(Judgement guess) {
        Handling verdict = verdict();
        Optional<String> value = verdict == Handling.ROUTER ? guess.value() : Optional.empty();
        String why = verdict == guess.verdict() ? guess.why() : "Citus plans: " + plan.summary();
        return new Judgement(verdict, why, value, touched(verdict), Optional.of(plan));
    }

    private OptionalInt touched(Handling verdict) {
        return switch (verdict) {
            case LOCAL, ONE_NODE, EVERY_NODE -> OptionalInt.of(0);
            case REPARTITION, PULLED, BROADCAST, REFUSED -> OptionalInt.empty();
            default -> OptionalInt.of(plan.taskCount());
        };
    }

    private Handling verdict() {
        boolean sharded = has(TablePlace.PlaceKind.DISTRIBUTED);
        if (!sharded) {
            return writes(TablePlace.PlaceKind.REFERENCE) ? Handling.EVERY_NODE
                    : has(TablePlace.PlaceKind.LOCAL) ? Handling.LOCAL : Handling.ONE_NODE;
        }
        if (facts.operation().equals("Insert") && writes(TablePlace.PlaceKind.LOCAL)) {
            return Handling.PULLED;
        }
        Matcher merge = MERGE.matcher(plan.json());
        if (merge.find()) {
            return merge.group(1).equals("repartition") ? Handling.REPARTITION : Handling.PULLED;
        }
        if (plan.insertMethod().isPresent() && plan.insertMethod().get() != InsertMethod.PUSHED_DOWN) {
            return plan.insertMethod().get() == InsertMethod.REPARTITION ? Handling.REPARTITION : Handling.PULLED;
        }
        return repartitions(plan) ? Handling.REPARTITION : !plan.subplans().isEmpty() ? afterSubplans() : byTasks();
    }

    /** Whether the statement needs what its subplans found on the shards, or only there where it was gathered. */
    private Handling afterSubplans() {
        return plan.strategy() == JoinStrategy.PULLED_TO_COORDINATOR || plan.tasks().stream()
                .noneMatch(task -> task.tables().stream().anyMatch(this::isDistributed)) ? Handling.PULLED
                : Handling.BROADCAST;
    }

    private Handling byTasks() {
        if (plan.taskCount() < shards) {
            return plan.taskCount() <= 1 ? Handling.ROUTER : Handling.SOME_SHARDS;
        }
        if (CoordinatorWork.gathersRows(plan)) {
            return Handling.PULLED;
        }
        long distributed = facts.occurrences().stream().filter(each -> design.of(each.table()).isDistributed()).count();
        return distributed > 1 ? Handling.COLOCATED : has(TablePlace.PlaceKind.REFERENCE) ? Handling.REFERENCE
                : Handling.MULTI_SHARD;
    }

    private static boolean repartitions(Plan plan) {
        return !plan.mapMerges().isEmpty() || plan.subplans().stream().anyMatch(each -> repartitions(each.plan()));
    }

    /** By a name without schema, which may be that of a partition. */
    private boolean isDistributed(String table) {
        return facts.occurrences().stream().filter(each -> design.of(each.table()).isDistributed())
                .anyMatch(each -> each.table().endsWith("." + table) || schema.roots().entrySet().stream()
                        .anyMatch(part -> part.getKey().endsWith("." + table) && part.getValue().equals(each.table())));
    }

    private boolean writes(TablePlace.PlaceKind kind) {
        return facts.write().filter(each -> design.of(each.table()).kind() == kind).isPresent();
    }

    private boolean has(TablePlace.PlaceKind kind) {
        return facts.occurrences().stream().anyMatch(each -> design.of(each.table()).kind() == kind);
    }
}

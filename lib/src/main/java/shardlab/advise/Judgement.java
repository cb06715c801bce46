package shardlab.advise;

import java.util.Optional;
import java.util.OptionalInt;
import shardlab.plan.Plan;

/**
 * What a design means for a statement.
 *
 * @param verdict how it would run
 * @param why     the reason, in one sentence without a full stop
 * @param value   the value of the distribution column that names the shard; empty if there is none, or nobody knows it
 * @param shards  how many shards of a distributed table it touches; empty where only a run tells, or if it is refused
 * @param plan    how Citus would run it; empty if no Citus was asked, or it has none
 */
public record Judgement(Handling verdict, String why, Optional<String> value, OptionalInt shards, Optional<Plan> plan) {

    Judgement(Handling verdict, String why) {
        this(verdict, why, Optional.empty());
    }

    Judgement(Handling verdict, String why, Optional<String> value) {
        this(verdict, why, value, OptionalInt.empty(), Optional.empty());
    }
}

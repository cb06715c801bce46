package shardlab.advise;

import java.util.Optional;

/**
 * What a design means for a statement.
 *
 * @param verdict how it would run
 * @param why     the reason, in one sentence without a full stop
 * @param value   the value of the distribution column that names the shard; empty if there is none, or nobody knows it
 */
public record Judgement(Handling verdict, String why, Optional<String> value) {

    Judgement(Handling verdict, String why) {
        this(verdict, why, Optional.empty());
    }
}

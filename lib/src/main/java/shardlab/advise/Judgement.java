package shardlab.advise;

/**
 * What a design means for a statement.
 *
 * @param verdict how it would run
 * @param why     the reason, in one sentence without a full stop
 */
public record Judgement(Handling verdict, String why) {
}

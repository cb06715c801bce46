package shardlab.typing;

/**
 * What may stand at the cursor.
 *
 * @param text as it is to be written, quoted where that is needed
 * @param kind what it is: column, table, view, function, schema, setting, value, keyword, variable
 */
public record Proposal(String text, String kind) {
}

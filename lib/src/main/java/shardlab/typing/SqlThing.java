package shardlab.typing;

import shardlab.sql.Rows;

/**
 * What stands at the cursor.
 *
 * @param text  what it is, a line for each fact
 * @param parts the columns of a table; null for anything else
 */
public record SqlThing(String text, Rows parts) {
}

package shardlab.advise;

/**
 * A table where a statement reads or writes it.
 *
 * @param alias what the plan calls it there
 * @param table the table's name
 */
record Occurrence(String alias, String table) {
}

package shardlab.advise;

/**
 * A table where a statement reads or writes it.
 *
 * @param alias what the plan calls it there
 * @param table the table's name
 * @param block which part of the plan it stands in: 0 for the statement itself, others for parts that run by themselves
 */
record Occurrence(String alias, String table, int block) {
}

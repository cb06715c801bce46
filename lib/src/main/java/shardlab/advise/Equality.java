package shardlab.advise;

/**
 * An equality that holds for every row of a statement's answer, or in the condition of its join.
 *
 * @param left  a column
 * @param right a column or a constant
 * @param any   true if the right side is one of several values, as by IN
 */
record Equality(Operand left, Operand right, boolean any) {
}

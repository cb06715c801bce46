package shardlab.advise;

/**
 * An equality that holds for every row of a statement's answer, or in the condition of its join.
 *
 * @param left  a column
 * @param right a column or a constant
 * @param any   true if the right side is one of several values, as by IN
 */
record Equality(Operand left, Operand right, boolean any) {

    /** An equality of two operands, one of which is a column. */
    static Equality of(Operand one, Operand other, boolean any) {
        return one.isColumn() ? new Equality(one, other, any) : new Equality(other, one, any);
    }
}

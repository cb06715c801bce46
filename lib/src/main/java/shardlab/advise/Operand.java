package shardlab.advise;

/**
 * One side of a comparison.
 *
 * @param kind what it is
 * @param name {@code alias.column} of a column, else the constant or parameter as the server writes it
 */
record Operand(Kind kind, String name) {

    enum Kind { COLUMN, CONSTANT }

    boolean isColumn() {
        return kind == Kind.COLUMN;
    }
}

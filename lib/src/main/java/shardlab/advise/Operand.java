package shardlab.advise;

/**
 * One side of a comparison.
 *
 * @param kind what it is
 * @param name {@code alias.column} of a column, else the constant or parameter as the server writes it
 */
record Operand(Kind kind, String name) {

    enum Kind {
        COLUMN,
        /** A column cast to text. */
        TEXT,
        /** A column cast to a kind of number. */
        NUMBER,
        CONSTANT
    }

    boolean isColumn() {
        return kind != Kind.CONSTANT;
    }
}

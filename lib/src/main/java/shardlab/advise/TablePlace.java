package shardlab.advise;

/**
 * Where a design puts a table.
 *
 * @param kind   distributed, on every node, or on the coordinator alone
 * @param column the distribution column; empty for the other kinds
 */
public record TablePlace(PlaceKind kind, String column) {

    /** The kinds of tables that a cluster has. */
    public enum PlaceKind {
        /** RowSpread over shards by the hash of a column. */
        DISTRIBUTED,
        /** The same rows on every node. */
        REFERENCE,
        /** An ordinary table of the coordinator. */
        LOCAL
    }

    static final TablePlace REFERENCE = new TablePlace(PlaceKind.REFERENCE, "");
    static final TablePlace LOCAL = new TablePlace(PlaceKind.LOCAL, "");

    static TablePlace by(String column) {
        return new TablePlace(PlaceKind.DISTRIBUTED, column);
    }

    boolean isDistributed() {
        return kind == PlaceKind.DISTRIBUTED;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case DISTRIBUTED -> "by " + column;
            case REFERENCE -> "reference";
            case LOCAL -> "local";
        };
    }
}

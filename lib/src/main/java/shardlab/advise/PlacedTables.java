package shardlab.advise;

/** What a design makes of the tables of a statement, by alias. */
interface PlacedTables {

    boolean isDistributed(String alias);

    boolean isReference(String alias);

    /** Its distribution column, as {@code alias.column}. */
    String key(String alias);

    /** The type of that column. */
    String type(String alias);

    /** True if its distribution column is compared with any column. */
    boolean isKeyCompared(String alias);

    /** True if a column of a table is compared with the distribution column of another. */
    boolean isComparedWithKey(String alias, String distributed);
}

package shardlab.retail;

import shardlab.sql.SqlFile;

/** The table {@code users}, distributed by its {@code id}: many values, so that its rows spread evenly. */
public final class Users {

    /** The distribution column. */
    public static final String DISTRIBUTION_COLUMN = "id";

    private Users() {
    }

    /** Its {@code CREATE TABLE}, to run with the schema on the search path. */
    public static String ddl() {
        return SqlFile.read("retail/tables/users.sql");
    }
}

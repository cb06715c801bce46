package shardlab.retail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import shardlab.sql.SqlFile;

/** The thirteen tables, in the order they are loaded: a table comes after the tables it refers to. */
public enum RetailTable {
    CATEGORY(Kind.REFERENCE),
    PAYMENT_METHOD(Kind.REFERENCE),
    COUPON(Kind.REFERENCE),
    PRODUCT(Kind.REFERENCE),
    BRANCH(Kind.DISTRIBUTED),
    EMPLOYEE(Kind.DISTRIBUTED),
    CUSTOMER(Kind.DISTRIBUTED),
    SALE(Kind.DISTRIBUTED),
    SALE_DETAIL(Kind.DISTRIBUTED),
    INVOICE(Kind.DISTRIBUTED),
    INVOICE_DETAIL(Kind.DISTRIBUTED),
    REDEEMED_COUPON(Kind.DISTRIBUTED),
    POINTS_MOVEMENT(Kind.DISTRIBUTED);

    /** The column by which the distributed tables are distributed. */
    public static final String DISTRIBUTION_COLUMN = "state";

    /** How a table is spread over the nodes. */
    public enum Kind {
        /** A copy on every node. */
        REFERENCE,
        /** Sharded by {@code state}, co-located with the other tables of this kind. */
        DISTRIBUTED
    }

    private final Kind kind;

    RetailTable(Kind kind) {
        this.kind = kind;
    }

    /** The table's name in SQL, without its schema. */
    public String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The table of that name.
     *
     * @throws IllegalArgumentException if it is none of the thirteen
     */
    public static RetailTable named(String table) {
        return valueOf(table.toUpperCase(Locale.ROOT));
    }

    /** Whether it is a reference or a distributed table. */
    public Kind kind() {
        return kind;
    }

    /** True if it is sharded by {@code state}. */
    public boolean distributed() {
        return kind == Kind.DISTRIBUTED;
    }

    /** Its {@code CREATE TABLE}, to run with the schema on the search path. */
    public String ddl() {
        return SqlFile.read("retail/tables/" + table() + ".sql");
    }

    /** The tables that every node has a copy of, in load order. */
    public static List<RetailTable> referenceTables() {
        return Arrays.stream(values()).filter(table -> !table.distributed()).toList();
    }
}

package shardlab.retail;

import static shardlab.retail.RetailTable.BRANCH;
import static shardlab.retail.RetailTable.CATEGORY;
import static shardlab.retail.RetailTable.COUPON;
import static shardlab.retail.RetailTable.CUSTOMER;
import static shardlab.retail.RetailTable.EMPLOYEE;
import static shardlab.retail.RetailTable.INVOICE;
import static shardlab.retail.RetailTable.INVOICE_DETAIL;
import static shardlab.retail.RetailTable.PAYMENT_METHOD;
import static shardlab.retail.RetailTable.POINTS_MOVEMENT;
import static shardlab.retail.RetailTable.PRODUCT;
import static shardlab.retail.RetailTable.REDEEMED_COUPON;
import static shardlab.retail.RetailTable.SALE;
import static shardlab.retail.RetailTable.SALE_DETAIL;

import java.util.List;

/**
 * A foreign key between two of the tables. Between distributed tables it starts with {@code state} on both sides,
 * so that a row and the row it refers to are always on one node.
 *
 * @param table      the table whose rows refer
 * @param column     its column, without {@code state}
 * @param references the table referred to, by its primary key
 */
public record ForeignKey(RetailTable table, String column, RetailTable references) {

    /** All foreign keys of the thirteen tables. */
    public static final List<ForeignKey> ALL = List.of(
            new ForeignKey(PRODUCT, "category_id", CATEGORY),
            new ForeignKey(EMPLOYEE, "branch_id", BRANCH),
            new ForeignKey(SALE, "customer_id", CUSTOMER),
            new ForeignKey(SALE, "branch_id", BRANCH),
            new ForeignKey(SALE, "employee_id", EMPLOYEE),
            new ForeignKey(SALE, "payment_method_id", PAYMENT_METHOD),
            new ForeignKey(SALE_DETAIL, "sale_id", SALE),
            new ForeignKey(SALE_DETAIL, "product_id", PRODUCT),
            new ForeignKey(INVOICE, "sale_id", SALE),
            new ForeignKey(INVOICE, "customer_id", CUSTOMER),
            new ForeignKey(INVOICE_DETAIL, "invoice_id", INVOICE),
            new ForeignKey(INVOICE_DETAIL, "product_id", PRODUCT),
            new ForeignKey(REDEEMED_COUPON, "sale_id", SALE),
            new ForeignKey(REDEEMED_COUPON, "coupon_id", COUPON),
            new ForeignKey(POINTS_MOVEMENT, "customer_id", CUSTOMER),
            new ForeignKey(POINTS_MOVEMENT, "sale_id", SALE));

    /** The name of the constraint on the table itself; on a shard the shard id follows. */
    public String constraint() {
        return table.table() + "_" + column + "_fkey";
    }

    /** True if the row referred to has a copy on every node. */
    public boolean toReferenceTable() {
        return !references.distributed();
    }
}

package shardlab.retail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes rows of the tables that tell of one state's sales. */
final class SaleRows {

    private static final byte[] WELCOME = "welcome".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SALE = "sale".getBytes(StandardCharsets.UTF_8);
    private static final int WELCOME_POINTS = 100;
    private static final int CENTS_PER_POINT = 100;
    private static final long SECONDS_PER_DAY = 86_400;
    /** Six in the evening, universal time, is in the daytime of the same date in every one of the states. */
    private static final long WELCOME_SECOND = 18 * 3_600;

    private final DataSet data;
    private final State state;
    private final RowWriter out;
    private final Sale sale;
    private final byte[] stateCode;

    SaleRows(DataSet data, State state, RowWriter out) {
        this.data = data;
        this.state = state;
        this.out = out;
        this.sale = data.sale();
        this.stateCode = state.name().getBytes(StandardCharsets.UTF_8);
    }

    long write(RetailTable table, long from, long to) throws IOException {
        if (table == RetailTable.POINTS_MOVEMENT) {
            return points(from, to);
        }
        long rows = 0;
        for (long i = from; i < to; i++) {
            sale.read(state, i);
            rows += write(table);
        }
        return rows;
    }

    private int write(RetailTable table) throws IOException {
        switch (table) {
            case SALE -> sale();
            case INVOICE -> invoice();
            case SALE_DETAIL -> {
                return lines(sale.saleId);
            }
            case INVOICE_DETAIL -> {
                return lines(sale.invoiceId);
            }
            case REDEEMED_COUPON -> {
                return redeemedCoupon();
            }
            default -> throw new IllegalArgumentException(table + " does not tell of sales");
        }
        return 1;
    }

    private void sale() throws IOException {
        out.row(10);
        out.text(stateCode);
        out.bigint(sale.saleId);
        out.bigint(sale.customerId);
        out.bigint(sale.branchId);
        out.bigint(sale.employeeId);
        out.integer(sale.paymentMethodId);
        out.timestamp(sale.epochSecond);
        out.money(sale.subtotalCents);
        out.money(sale.discountCents);
        out.money(sale.totalCents());
    }

    private void invoice() throws IOException {
        out.row(8);
        out.text(stateCode);
        out.bigint(sale.invoiceId);
        out.bigint(sale.saleId);
        out.bigint(sale.customerId);
        out.date(sale.epochDay);
        out.money(sale.subtotalCents);
        out.money(sale.discountCents);
        out.money(sale.totalCents());
    }

    /** A sale's lines and its invoice's lines are the same, but for the number they belong to. */
    private int lines(long belongsTo) throws IOException {
        for (int i = 0; i < sale.lines; i++) {
            out.row(7);
            out.text(stateCode);
            out.bigint(belongsTo);
            out.integer(i + 1);
            out.integer(sale.productId[i]);
            out.integer(sale.quantity[i]);
            out.money(sale.unitPriceCents[i]);
            out.money(sale.quantity[i] * sale.unitPriceCents[i]);
        }
        return sale.lines;
    }

    private int redeemedCoupon() throws IOException {
        if (sale.couponId == 0) {
            return 0;
        }
        out.row(5);
        out.text(stateCode);
        out.bigint(sale.saleId);
        out.integer(sale.couponId);
        out.date(sale.epochDay);
        out.money(sale.discountCents);
        return 1;
    }

    /** First a welcome for each customer, then a movement for each sale: a point a dollar, cents dropped. */
    private long points(long from, long to) throws IOException {
        long customers = data.size().customers(state);
        for (long i = from; i < to; i++) {
            if (i < customers) {
                welcome(i);
            } else {
                earned(i - customers);
            }
        }
        return to - from;
    }

    private void welcome(long index) throws IOException {
        long customerId = data.size().firstCustomer(state) + index;
        long joined = StateRows.joinedEpochDay(data, state, index);
        movement(customerId, customerId);
        out.nothing();
        out.text(WELCOME);
        out.integer(WELCOME_POINTS);
        out.timestamp(joined * SECONDS_PER_DAY + WELCOME_SECOND);
    }

    private void earned(long index) throws IOException {
        sale.read(state, index);
        movement(data.size().customers() + sale.saleId, sale.customerId);
        out.bigint(sale.saleId);
        out.text(SALE);
        out.integer((int) (sale.totalCents() / CENTS_PER_POINT));
        out.timestamp(sale.epochSecond);
    }

    private void movement(long movementId, long customerId) throws IOException {
        out.row(7);
        out.text(stateCode);
        out.bigint(movementId);
        out.bigint(customerId);
    }
}

package shardlab.retail;

import java.util.EnumMap;
import java.util.Map;

/**
 * One sale with its lines, made from its number alone and written over by the next one. All tables that tell of a sale
 * are written from it, which is why they agree. Not safe for several threads: each has its own.
 */
final class Sale {

    static final int MOST_LINES = 5;

    private static final int[] PERCENT_UP_TO_LINES = {30, 58, 78, 91, 100};
    private static final int PERCENT_REDEEMING = 8;
    private static final double JOINED_BEFORE = 0.6;

    private final DataSize size;
    private final Products products;
    private final Draws draws;
    private final Map<State, SalesCalendar> calendars;

    long saleId;
    long invoiceId;
    long customerId;
    long branchId;
    long employeeId;
    int paymentMethodId;
    long epochSecond;
    long epochDay;
    int lines;
    final int[] productId = new int[MOST_LINES];
    final int[] quantity = new int[MOST_LINES];
    final long[] unitPriceCents = new long[MOST_LINES];
    long subtotalCents;
    long discountCents;
    /** 0 where no coupon was redeemed. */
    int couponId;

    Sale(DataSize size, Products products, Map<State, SalesCalendar> calendars, long seed) {
        this.size = size;
        this.products = products;
        this.calendars = new EnumMap<>(calendars);
        this.draws = new Draws(seed, "sale");
    }

    /** Becomes the sale at an index, from 0, among the sales of a state. */
    Sale read(State state, long index) {
        saleId = size.firstSale(state) + index;
        invoiceId = DataSet.FIRST_INVOICE + saleId;
        long shape = draws.row(saleId).bits();
        double position = (index + draws.fraction()) / size.sales(state);
        SalesCalendar calendar = calendars.get(state);
        epochSecond = calendar.epochSecond(position);
        epochDay = calendar.epochDay(position);
        drawPeople(state, position);
        drawLines(shape);
        drawCoupon(shape);
        return this;
    }

    long totalCents() {
        return subtotalCents - discountCents;
    }

    /** How many lines the sale of that number has. */
    static int lines(Draws draws, long saleId) {
        return lines(draws.row(saleId).bits());
    }

    /** Whether a coupon is redeemed with the sale of that number. */
    static boolean redeems(Draws draws, long saleId) {
        return redeems(draws.row(saleId).bits());
    }

    /** Where customer number index, from 0, of the state joined: a position in the two years, or below 0 for earlier. */
    static double joined(long index, long customers) {
        return ((double) index / customers - JOINED_BEFORE) / (1 - JOINED_BEFORE);
    }

    private static int lines(long shape) {
        int percentile = (int) ((shape >>> 33) % 100);
        int lines = 1;
        while (PERCENT_UP_TO_LINES[lines - 1] <= percentile) {
            lines++;
        }
        return lines;
    }

    private static boolean redeems(long shape) {
        return (shape & 0x7fff_ffffL) % 100 < PERCENT_REDEEMING;
    }

    /** Only those who have joined buy, and those who joined early buy most. */
    private void drawPeople(State state, double position) {
        double joined = size.customers(state) * (JOINED_BEFORE + (1 - JOINED_BEFORE) * position);
        double rank = draws.fraction();
        customerId = size.firstCustomer(state) + (long) (joined * rank * (0.5 + 0.5 * rank));
        long employee = draws.below(size.employees(state));
        employeeId = size.firstEmployee(state) + employee;
        branchId = size.firstBranch(state) + employee % size.branches(state);
        paymentMethodId = PaymentMethod.idAt(draws.below(100));
    }

    private void drawLines(long shape) {
        lines = lines(shape);
        subtotalCents = 0;
        for (int i = 0; i < lines; i++) {
            productId[i] = products.bought(draws.fraction());
            unitPriceCents[i] = products.priceCents(productId[i]);
            int percentile = draws.below(100);
            quantity[i] = percentile < 70 ? 1 : percentile < 90 ? 2 : 3;
            subtotalCents += quantity[i] * unitPriceCents[i];
        }
    }

    private void drawCoupon(long shape) {
        couponId = redeems(shape) ? Coupons.idOn(epochDay, draws.below(3)) : 0;
        discountCents = couponId == 0 ? 0 : (subtotalCents * Coupons.percent(couponId) + 50) / 100;
    }
}

package shardlab.retail;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The rows of the thirteen tables for a number of sales and a seed. The same two numbers give the same rows, on any
 * machine, in any order, by any number of threads: every row is made from its own number. Nothing is kept in memory but
 * the products' prices. Safe for several threads.
 */
public final class DataSet {

    /** Changes whenever the same seed would give other rows than before. */
    public static final int GENERATOR_VERSION = 1;

    /** Invoice numbers lie above all sale numbers, so that the two are never mistaken for each other. */
    static final long FIRST_INVOICE = 200_000_000;

    private static final int UNITS_PER_SLICE = 10;

    private final DataSize size;
    private final long seed;
    private final Products products;
    private final Map<State, SalesCalendar> calendars = new EnumMap<>(State.class);
    private volatile long[] linesAndRedemptions;

    /**
     * @param sales how many sales
     * @param seed  any number
     * @throws shardlab.LabException if so many sales cannot be made
     */
    public DataSet(long sales, long seed) {
        this.size = DataSize.of(sales);
        this.seed = seed;
        this.products = new Products(size.products(), seed);
        for (State state : State.values()) {
            calendars.put(state, new SalesCalendar(state.timeZone()));
        }
    }

    /** How many sales, customers, branches and so on. */
    public DataSize size() {
        return size;
    }

    /** The seed. */
    public long seed() {
        return seed;
    }

    /** How many rows the table has. Counts the lines of all sales at the first call: about 5 ns a sale. */
    public long rows(RetailTable table) {
        return switch (table) {
            case CATEGORY -> Category.values().length;
            case PAYMENT_METHOD -> PaymentMethod.values().length;
            case COUPON -> Coupons.COUNT;
            case PRODUCT -> products.count();
            case BRANCH -> size.branches();
            case EMPLOYEE -> size.employees();
            case CUSTOMER -> size.customers();
            case SALE, INVOICE -> size.sales();
            case SALE_DETAIL, INVOICE_DETAIL -> linesAndRedemptions()[0];
            case REDEEMED_COUPON -> linesAndRedemptions()[1];
            case POINTS_MOVEMENT -> size.sales() + size.customers();
        };
    }

    /** How many things of a state the rows of a distributed table are made from: branches, customers or sales. */
    public long units(RetailTable table, State state) {
        return switch (table) {
            case BRANCH -> size.branches(state);
            case EMPLOYEE -> size.employees(state);
            case CUSTOMER -> size.customers(state);
            case POINTS_MOVEMENT -> size.customers(state) + size.sales(state);
            default -> size.sales(state);
        };
    }

    /**
     * Writes rows of a distributed table.
     *
     * @param from the first unit of the state, from 0
     * @param to   the unit to stop before, at most {@link #units}
     * @return how many rows were written
     */
    public long write(RetailTable table, State state, long from, long to, RowWriter out) throws IOException {
        return new StateRows(this, state, out).write(table, from, to);
    }

    /**
     * Writes all rows of a reference table.
     *
     * @return how many rows were written
     */
    public long write(RetailTable table, RowWriter out) throws IOException {
        new ReferenceRows(products, out).write(table);
        return rows(table);
    }

    /**
     * Writes all rows of a table as COPY's text format, the states mixed as they would be in a file that a till writes.
     *
     * @return how many rows were written
     */
    public long writeText(RetailTable table, OutputStream to) throws IOException {
        RowWriter out = RowFormat.TEXT.to(to);
        long rows = table.distributed() ? writeMixed(table, out) : write(table, out);
        out.finish();
        return rows;
    }

    private long writeMixed(RetailTable table, RowWriter out) throws IOException {
        long slices = Math.max(1, units(table, State.MI) / UNITS_PER_SLICE);
        long rows = 0;
        for (long slice = 0; slice < slices; slice++) {
            for (State state : State.values()) {
                long units = units(table, state);
                rows += write(table, state, units * slice / slices, units * (slice + 1) / slices, out);
            }
        }
        return rows;
    }

    Sale sale() {
        return new Sale(size, products, calendars, seed);
    }

    Draws draws(String kind) {
        return new Draws(seed, kind);
    }

    SalesCalendar calendar(State state) {
        return calendars.get(state);
    }

    private long[] linesAndRedemptions() {
        if (linesAndRedemptions == null) {
            int blocks = (int) (1 + size.sales() / 1_000_000);
            linesAndRedemptions = LongStream.range(0, blocks).parallel()
                    .mapToObj(block -> count(1 + size.sales() * block / blocks, 1 + size.sales() * (block + 1) / blocks))
                    .reduce(new long[2], (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
        }
        return linesAndRedemptions;
    }

    private long[] count(long firstSale, long endSale) {
        Draws draws = draws("sale");
        long[] counts = new long[2];
        for (long saleId = firstSale; saleId < endSale; saleId++) {
            counts[0] += Sale.lines(draws, saleId);
            counts[1] += Sale.redeems(draws, saleId) ? 1 : 0;
        }
        return counts;
    }
}

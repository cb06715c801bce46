package shardlab.retail;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import shardlab.LabException;
import shardlab.Settings;

/**
 * How many rows the tables get, all derived from the number of sales, and which numbers belong to which state.
 * Sales are numbered through all states: those of one state are one run of numbers, in order of time. So are
 * customers, branches and employees.
 */
public final class DataSize {

    private static final int SALES_PER_CUSTOMER = 5;
    private static final int SALES_PER_BRANCH = 2_500;
    private static final int FEWEST_BRANCHES = 20;
    private static final int MOST_BRANCHES = 2_000;
    private static final int EMPLOYEES_PER_BRANCH = 6;
    private static final int SALES_PER_PRODUCT = 100;
    private static final int FEWEST_PRODUCTS = 240;
    private static final int MOST_PRODUCTS = 20_000;
    private static final int STATES = State.values().length;

    private final long sales;
    private final long[] firstSale;
    private final long[] firstCustomer;
    private final long[] firstBranch;

    private DataSize(long sales) {
        this.sales = sales;
        this.firstSale = runs(apportioned(sales, 0));
        this.firstCustomer = runs(apportioned(sales / SALES_PER_CUSTOMER, 1));
        this.firstBranch = runs(apportioned(clamp(sales / SALES_PER_BRANCH, FEWEST_BRANCHES, MOST_BRANCHES), 1));
    }

    /**
     * The sizes for a number of sales.
     *
     * @throws LabException if it is less than 1 or more than {@link Settings#MOST_SALES}
     */
    public static DataSize of(long sales) {
        if (sales < 1 || sales > Settings.MOST_SALES) {
            throw new LabException("a data set of " + sales + " sales cannot be made",
                    "ask for 1 to " + Settings.MOST_SALES + " sales");
        }
        return new DataSize(sales);
    }

    /** Sales of all states. */
    public long sales() {
        return sales;
    }

    /** Sales of one state. */
    public long sales(State state) {
        return length(firstSale, state);
    }

    /** Customers of one state; at least one. */
    public long customers(State state) {
        return length(firstCustomer, state);
    }

    /** Customers of all states. */
    public long customers() {
        return firstCustomer[STATES] - 1;
    }

    /** Branches of one state; at least one. */
    public long branches(State state) {
        return length(firstBranch, state);
    }

    /** Branches of all states. */
    public long branches() {
        return firstBranch[STATES] - 1;
    }

    /** Employees of one state, the same number at every branch. */
    public long employees(State state) {
        return branches(state) * EMPLOYEES_PER_BRANCH;
    }

    /** Employees of all states. */
    public long employees() {
        return branches() * EMPLOYEES_PER_BRANCH;
    }

    /** Products, which all states sell. */
    public int products() {
        return (int) clamp(sales / SALES_PER_PRODUCT, FEWEST_PRODUCTS, MOST_PRODUCTS);
    }

    long firstSale(State state) {
        return firstSale[state.index()];
    }

    long firstCustomer(State state) {
        return firstCustomer[state.index()];
    }

    long firstBranch(State state) {
        return firstBranch[state.index()];
    }

    long firstEmployee(State state) {
        return (firstBranch(state) - 1) * EMPLOYEES_PER_BRANCH + 1;
    }

    private static long length(long[] first, State state) {
        return first[state.index() + 1] - first[state.index()];
    }

    private static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(value, most));
    }

    /** Shares by population; the largest remainders get what rounding down leaves over. */
    private static long[] apportioned(long total, long least) {
        long residents = Arrays.stream(State.values()).mapToLong(State::residents).sum();
        long[] seats = new long[STATES];
        long[] remainders = new long[STATES];
        for (State state : State.values()) {
            seats[state.index()] = total * state.residents() / residents;
            remainders[state.index()] = total * state.residents() % residents;
        }
        IntStream.range(0, STATES).boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -remainders[i]).thenComparing(i -> i))
                .limit(total - Arrays.stream(seats).sum())
                .forEach(i -> seats[i]++);
        return Arrays.stream(seats).map(count -> Math.max(count, least)).toArray();
    }

    /** The first number of each run, from 1, and after them the first number that belongs to none. */
    private static long[] runs(long[] lengths) {
        long[] first = new long[lengths.length + 1];
        first[0] = 1;
        for (int i = 0; i < lengths.length; i++) {
            first[i + 1] = first[i] + lengths[i];
        }
        return first;
    }
}

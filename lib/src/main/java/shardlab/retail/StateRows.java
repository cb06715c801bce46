package shardlab.retail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** Writes rows of one state: branches, employees and customers here, what tells of sales in {@link SaleRows}. */
final class StateRows {

    private static final long FIRST_OPENING = LocalDate.of(2005, 1, 1).toEpochDay();
    private static final long LAST_OPENING = LocalDate.of(2020, 12, 31).toEpochDay();
    private static final long FIRST_DAY = SalesCalendar.FIRST_DAY.toEpochDay();
    private static final int DAYS_OF_EARLIER_JOINS = 3 * 365;
    private static final List<String> FIRST_NAMES = List.of("James", "Mary", "Robert", "Patricia", "John", "Jennifer",
            "Michael", "Linda", "David", "Elizabeth", "William", "Barbara", "Richard", "Susan", "Joseph", "Jessica");
    private static final List<String> LAST_NAMES = List.of("Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia",
            "Miller", "Davis", "Rodriguez", "Martinez", "Hernandez", "Lopez", "Gonzalez", "Wilson", "Anderson", "Thomas");

    private final DataSet data;
    private final State state;
    private final RowWriter out;
    private final byte[] stateCode;

    StateRows(DataSet data, State state, RowWriter out) {
        this.data = data;
        this.state = state;
        this.out = out;
        this.stateCode = utf8(state.name());
    }

    long write(RetailTable table, long from, long to) throws IOException {
        return switch (table) {
            case BRANCH -> branches(from, to);
            case EMPLOYEE -> employees(from, to);
            case CUSTOMER -> customers(from, to);
            default -> new SaleRows(data, state, out).write(table, from, to);
        };
    }

    /** When the customer at an index of the state joined, in days since 1970. */
    static long joinedEpochDay(DataSet data, State state, long index) {
        double position = Sale.joined(index, data.size().customers(state));
        return position >= 0
                ? data.calendar(state).epochDay(position)
                : FIRST_DAY - 1 + (long) (position * DAYS_OF_EARLIER_JOINS / 1.5);
    }

    private long branches(long from, long to) throws IOException {
        byte[] timeZone = utf8(state.timeZone().getId());
        for (long i = from; i < to; i++) {
            String city = state.cities().get((int) (i % state.cities().size()));
            out.row(6);
            out.text(stateCode);
            out.bigint(data.size().firstBranch(state) + i);
            out.text(utf8(city + " " + (1 + i / state.cities().size())));
            out.text(utf8(city));
            out.text(timeZone);
            out.date(openedEpochDay(data.draws("branch"), i));
        }
        return to - from;
    }

    private long employees(long from, long to) throws IOException {
        Draws draws = data.draws("employee");
        Draws branchDraws = data.draws("branch");
        long branches = data.size().branches(state);
        for (long i = from; i < to; i++) {
            long opened = openedEpochDay(branchDraws, i % branches);
            long id = data.size().firstEmployee(state) + i;
            draws.row(id);
            out.row(6);
            out.text(stateCode);
            out.bigint(id);
            out.bigint(data.size().firstBranch(state) + i % branches);
            out.text(name(draws));
            out.text(utf8(role(i / branches)));
            out.date(opened + draws.below(FIRST_DAY - opened));
        }
        return to - from;
    }

    private long customers(long from, long to) throws IOException {
        Draws draws = data.draws("customer");
        for (long i = from; i < to; i++) {
            long id = data.size().firstCustomer(state) + i;
            draws.row(id);
            out.row(6);
            out.text(stateCode);
            out.bigint(id);
            out.text(name(draws));
            out.text(utf8("customer" + id + "@example.com"));
            out.text(utf8(state.cities().get(draws.below(state.cities().size()))));
            out.date(joinedEpochDay(data, state, i));
        }
        return to - from;
    }

    private long openedEpochDay(Draws draws, long branch) {
        draws.row(data.size().firstBranch(state) + branch);
        return FIRST_OPENING + draws.below(LAST_OPENING - FIRST_OPENING + 1);
    }

    private static String role(long rankAtBranch) {
        return rankAtBranch == 0 ? "manager" : rankAtBranch % 2 == 1 ? "cashier" : "sales assistant";
    }

    private static byte[] name(Draws draws) {
        return utf8(FIRST_NAMES.get(draws.below(FIRST_NAMES.size())) + " " + LAST_NAMES.get(draws.below(LAST_NAMES.size())));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

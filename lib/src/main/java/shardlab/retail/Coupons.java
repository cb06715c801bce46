package shardlab.retail;

import java.time.LocalDate;

/** Three coupons each quarter: 5, 10 and 15 per cent off, valid on the days of that quarter. */
final class Coupons {

    static final int COUNT = 24;

    private static final int PER_QUARTER = 3;
    private static final int FIRST_YEAR = SalesCalendar.FIRST_DAY.getYear();

    private Coupons() {
    }

    /** The id of one of a day's coupons; choice is 0, 1 or 2. */
    static int idOn(long epochDay, int choice) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        int quarter = (day.getYear() - FIRST_YEAR) * 4 + (day.getMonthValue() - 1) / 3;
        return 1 + quarter * PER_QUARTER + choice;
    }

    static int percent(int id) {
        return 5 * ((id - 1) % PER_QUARTER + 1);
    }

    static LocalDate validFrom(int id) {
        return SalesCalendar.FIRST_DAY.plusMonths(3L * ((id - 1) / PER_QUARTER));
    }

    static LocalDate validTo(int id) {
        return validFrom(id).plusMonths(3).minusDays(1);
    }

    /** Such as {@code SAVE15-2024Q3}. */
    static String code(int id) {
        LocalDate from = validFrom(id);
        return "SAVE" + percent(id) + "-" + from.getYear() + "Q" + (from.getMonthValue() / 3 + 1);
    }
}

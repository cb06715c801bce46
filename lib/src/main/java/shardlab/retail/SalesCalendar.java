package shardlab.retail;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;

/**
 * When one state's sales happen: two years of days, each with its weight (December is the peak, Saturdays are busy,
 * branches are closed on New Year's Day and Christmas), and within a day the opening hours. A position from 0 to 1
 * becomes a moment, later positions later moments. Never changed after construction, so threads may share it.
 */
final class SalesCalendar {

    /** The first day with sales. */
    static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    /** The last day with sales. */
    static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);
    /** When branches open, local time. */
    static final LocalTime OPENS = LocalTime.of(9, 0);
    /** When branches close, local time. */
    static final LocalTime CLOSES = LocalTime.of(21, 0);

    private static final double[] MONTH_WEIGHTS =
            {0.82, 0.84, 0.93, 0.95, 1.00, 0.98, 0.96, 1.02, 0.95, 1.00, 1.18, 1.65};
    private static final double[] HOUR_WEIGHTS = {0.5, 0.7, 1.0, 1.4, 1.2, 0.9, 0.9, 1.1, 1.5, 1.4, 0.9, 0.5};
    private static final int SECONDS_PER_HOUR = 3600;

    private final double[] dayEnds;
    private final long[] openingEpochSeconds;
    private final double[] hourEnds = cumulated(HOUR_WEIGHTS);

    SalesCalendar(ZoneId timeZone) {
        int days = (int) (LAST_DAY.toEpochDay() - FIRST_DAY.toEpochDay()) + 1;
        double[] weights = new double[days];
        openingEpochSeconds = new long[days];
        for (int d = 0; d < days; d++) {
            LocalDate day = FIRST_DAY.plusDays(d);
            weights[d] = weight(day);
            openingEpochSeconds[d] = day.atTime(OPENS).atZone(timeZone).toEpochSecond();
        }
        dayEnds = cumulated(weights);
    }

    /** The index of the day at a position from 0 to 1; 0 is {@link #FIRST_DAY}. */
    int dayIndex(double position) {
        return index(dayEnds, position);
    }

    /** The moment at a position from 0 to 1, in seconds since 1970. */
    long epochSecond(double position) {
        int day = dayIndex(position);
        double withinDay = within(dayEnds, day, position);
        int hour = index(hourEnds, withinDay);
        int second = (int) (within(hourEnds, hour, withinDay) * SECONDS_PER_HOUR);
        return openingEpochSeconds[day] + (long) hour * SECONDS_PER_HOUR + Math.min(second, SECONDS_PER_HOUR - 1);
    }

    /** The local date at a position from 0 to 1, in days since 1970. */
    long epochDay(double position) {
        return FIRST_DAY.toEpochDay() + dayIndex(position);
    }

    private static double weight(LocalDate day) {
        MonthDay date = MonthDay.from(day);
        if (date.equals(MonthDay.of(1, 1)) || date.equals(MonthDay.of(12, 25))) {
            return 0;
        }
        return MONTH_WEIGHTS[day.getMonthValue() - 1] * weekdayWeight(day.getDayOfWeek())
                * (1 + 0.10 * (day.getYear() - 2024));
    }

    private static double weekdayWeight(DayOfWeek day) {
        return switch (day) {
            case MONDAY, TUESDAY, WEDNESDAY -> 0.85;
            case THURSDAY -> 0.95;
            case FRIDAY -> 1.20;
            case SATURDAY -> 1.45;
            case SUNDAY -> 0.85;
        };
    }

    private static double[] cumulated(double[] weights) {
        double[] ends = weights.clone();
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        double sum = ends[ends.length - 1];
        for (int i = 0; i < ends.length; i++) {
            ends[i] /= sum;
        }
        return ends;
    }

    /** The first index whose end lies beyond the position. */
    private static int index(double[] ends, double position) {
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static double within(double[] ends, int index, double position) {
        double start = index == 0 ? 0 : ends[index - 1];
        return Math.max(0, Math.min((position - start) / (ends[index] - start), Math.nextDown(1.0)));
    }
}

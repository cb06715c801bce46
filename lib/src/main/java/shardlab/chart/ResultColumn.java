package shardlab.chart;

import java.util.Arrays;
import java.util.List;

/**
 * A column of a result, to be drawn.
 *
 * @param title   what is written along its axis, with the unit
 * @param texts   its values as they are read
 * @param numbers its values as places on an axis, not a number where there is none; what has no numbers, such as names, is
 *                numbered from 0
 * @param counted true if the axis has round numbers; false if it has the texts
 */
@SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
public record ResultColumn(String title, List<String> texts, double[] numbers, boolean counted) {

    private static final String NONE = "none";

    /** A column of numbers, not a number where there is none. */
    public static ResultColumn numbers(String title, double... numbers) {
        return new ResultColumn(title, Arrays.stream(numbers)
                .mapToObj(number -> Double.isNaN(number) ? NONE : Theme.number(number)).toList(), numbers, true);
    }

    /** How many values. */
    public int size() {
        return texts.size();
    }

    /** The rows that have a number here. */
    boolean has(int row) {
        return !Double.isNaN(numbers[row]);
    }
}

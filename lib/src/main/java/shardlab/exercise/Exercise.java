package shardlab.exercise;

import java.util.List;

/**
 * One exercise of a lesson, as its file tells it.
 *
 * @param lesson      the number of the lesson, such as {@code 01}
 * @param number      its own, from 1
 * @param form        what an answer must be
 * @param choices     the answers to choose from; empty where they are not listed
 * @param hints       from the first, which says the least
 * @param explanation why the answer is what it is
 * @param right       the query that says what is right
 * @param mistakes    wrong answers that tell what was thought
 */
public record Exercise(String lesson, int number, Form form, List<String> choices, List<String> hints,
        String explanation, String right, List<Mistake> mistakes) {

    /**
     * A wrong answer for which one knows the reason.
     *
     * @param said  what is told
     * @param query the values that it is told of
     */
    public record Mistake(String said, String query) {
    }

    /** Both numbers, such as {@code 01.2}. */
    public String id() {
        return lesson + "." + number;
    }
}

package shardlab.notebook;

import java.util.function.Predicate;

/**
 * The answer of an exercise, about to be looked at. Each method shows what it found, one box of words below the cell,
 * and none of them throws.
 */
public final class Answer {

    private static final String OPEN_COLOR = "#888888";
    private static final String WRONG_COLOR = "#bf8700";
    private static final String RIGHT_COLOR = "#1a7f37";

    private final String exercise;
    private final Object answer;

    Answer(String exercise, Object answer) {
        this.exercise = exercise;
        this.answer = answer;
    }

    /**
     * Right if it is the expected value in any form that a reader would take for it: 7, 7L and "7"; text whatever its case
     * and the space around it; sets and maps without order. A wrong one is told what is wrong with it, and the hint.
     */
    public void is(Object expected, String hint) {
        boolean right = answer != null && AnswerForm.fits(answer, expected);
        say(right, right || answer == null ? hint : AnswerForm.fault(answer, expected) + hint);
    }

    /** Right if it satisfies a condition; a condition that fails on the answer, such as on its type, is not satisfied. */
    public <T> void satisfies(Predicate<T> condition, String hint) {
        say(answer != null && holds(condition), hint);
    }

    @SuppressWarnings("unchecked")
    private <T> boolean holds(Predicate<T> condition) {
        try {
            return condition.test((T) answer);
        } catch (RuntimeException notAnAnswer) {
            return false;
        }
    }

    private void say(boolean right, String hint) {
        String trouble = CourseMap.reached(exercise, right);
        if (answer == null) {
            box(OPEN_COLOR, exercise + ": not answered yet" + trouble);
        } else if (right) {
            box(RIGHT_COLOR, "✓ " + exercise + ": " + Same.text(answer) + " is right" + trouble);
        } else {
            box(WRONG_COLOR, "✗ " + exercise + ": " + Same.text(answer) + " is not it yet\n" + hint + trouble);
        }
    }

    private static void box(String color, String text) {
        Shell.display(Shell.html(text, Html.box(color, text)));
    }
}

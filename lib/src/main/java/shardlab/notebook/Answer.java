package shardlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import shardlab.LabException;
import shardlab.exercise.Exercise;
import shardlab.exercise.ExerciseFile;
import shardlab.exercise.Form;
import shardlab.exercise.Given;
import shardlab.exercise.ValueJudge;
import shardlab.exercise.Finding;
import tech.tablesaw.api.Table;

/**
 * The answer of an exercise, about to be looked at. Each method shows what it found, one box of words below the cell,
 * and none of them throws for what a learner answered.
 */
public final class Answer {

    private static final String OPEN_COLOR = "#888888";
    private static final String WRONG_COLOR = "#bf8700";
    private static final String RIGHT_COLOR = "#1a7f37";

    private final String exercise;
    private final Object answer;
    private final String trouble;

    private Answer(String exercise, Object answer, String trouble) {
        this.exercise = exercise;
        this.answer = answer;
        this.trouble = trouble;
    }

    /** Takes an answer out of what it is wrapped in. */
    static Answer of(String exercise, Object answer) {
        if (answer == Notebook.TODO) {
            return new Answer(exercise, null, null);
        }
        try {
            Object cell = answer instanceof Table table && table.rowCount() == 1 && table.columnCount() == 1
                    ? table.get(0, 0) : answer instanceof Table table && table.columnCount() == 1
                            ? table.column(0).asList() : answer;
            return new Answer(exercise, Given.plain(cell), null);
        } catch (Exception e) {
            return new Answer(exercise, null, e.getClass().getSimpleName()
                    + (e.getMessage() == null ? "" : ": " + e.getMessage()));
        }
    }

    /**
     * Looks at it as an exercise of a lesson, of which the library keeps what is right: nothing of it stands in the cell.
     * {@link Notebook#HINT} in place of the answer gives a hint, and after that or a try {@link Notebook#ANSWER} the answer.
     *
     * @param lesson the number of the lesson, such as {@code 01}
     * @throws LabException if there is no such exercise
     */
    public void ofLesson(String lesson) {
        Exercise asked = ExerciseFile.of(lesson, number());
        ExerciseDesk desk = new ExerciseDesk(asked);
        desk.tryOutWhereAsked();
        if (answer == Notebook.HINT || answer == Notebook.ANSWER) {
            open(answer == Notebook.HINT ? desk.hint() : desk.answer(), List.of());
        } else if (answer == null) {
            open(desk.howToBegin(), desk.folded());
        } else {
            desk.judge(answer).ifPresentOrElse(found -> say(found, found.right() ? "" : desk.next(),
                    found.right() ? asked.explanation() : ""), () -> box(WRONG_COLOR, exercise + ": " + desk.missing()));
        }
    }

    private int number() {
        String digits = exercise.replaceAll("\\D", "");
        if (digits.isEmpty() || digits.length() > 2) {
            throw new LabException("check(\"" + exercise + "\", …) names no exercise", "check(\"Exercise 1\", …)");
        }
        return Integer.parseInt(digits);
    }

    /**
     * Right if it is the expected value in any form that a reader would take for it: 7, 7L and "7"; text whatever its case
     * and the space around it; lists in their order, sets in any. A wrong one is told what is wrong with it, and the hint.
     */
    public void is(Object expected, String hint) {
        Form.Sort kind = expected instanceof Number ? Form.Sort.NUMBER : expected instanceof Boolean ? Form.Sort.TRUTH
                : expected instanceof List<?> ? Form.Sort.LIST
                : expected instanceof Iterable<?> ? Form.Sort.SET : Form.Sort.NAME;
        List<Object> allowed = new ArrayList<>();
        if (expected instanceof Iterable<?> values) {
            values.forEach(allowed::add);
        } else {
            allowed.add(expected);
        }
        look(() -> ValueJudge.of(answer, Form.like(kind), allowed, List.of()), hint);
    }

    /** Right if it satisfies a condition; a condition that fails on the answer, such as on its type, is not satisfied. */
    public <T> void satisfies(Predicate<T> condition, String hint) {
        look(() -> new Finding(holds(condition), ""), hint);
    }

    @SuppressWarnings("unchecked")
    private <T> boolean holds(Predicate<T> condition) {
        try {
            return condition.test((T) answer);
        } catch (RuntimeException notAnAnswer) {
            return false;
        }
    }

    private void look(Supplier<Finding> judge, String hint) {
        if (answer == null || answer == Notebook.HINT || answer == Notebook.ANSWER) {
            open(answer == null ? "" : hint, List.of());
        } else {
            say(judge.get(), hint, "");
        }
    }

    private void say(Finding found, String next, String explanation) {
        if (found.right()) {
            box(RIGHT_COLOR, lines("✓ " + exercise + ": " + Same.text(answer) + " is right", explanation));
        } else {
            box(WRONG_COLOR, lines("✗ " + exercise + ": " + Same.text(answer) + " is not it yet", found.said(), next));
        }
    }

    private void open(String more, List<String> folded) {
        if (trouble == null) {
            box(OPEN_COLOR, lines(exercise + ": not answered yet", more), folded.toArray(String[]::new));
        } else {
            box(WRONG_COLOR, exercise + ": the answer ended in an error\n" + trouble);
        }
    }

    private static String lines(String... lines) {
        return String.join("\n", List.of(lines).stream().filter(line -> !line.isEmpty()).toList());
    }

    /** Keeps for the map of the course what became of the exercise, and shows it. */
    private void box(String color, String text, String... folded) {
        String all = text + CourseMap.reached(exercise, color.equals(RIGHT_COLOR));
        Shell.display(Shell.html(all, Html.box(color, all) + String.join("", folded)));
    }
}

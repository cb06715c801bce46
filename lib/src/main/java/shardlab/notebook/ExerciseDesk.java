package shardlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import shardlab.exercise.Exercise;
import shardlab.exercise.Judging;
import shardlab.exercise.Finding;
import shardlab.sql.SqlException;

/** Where an exercise is answered: what was tried and hinted in this kernel, and what comes next. */
final class ExerciseDesk {

    /** {@code yes} where a run without a reader tries each exercise and leaves hints and answers, folded. */
    private static final String HEADLESS = "SHARDLAB_EXERCISES_TRIED";
    private static final Set<String> GONE = Set.of("42P01", "3F000", "42703", "42883");

    private static final Map<String, Integer> HINTED = new ConcurrentHashMap<>();
    private static final Set<String> TRIED = ConcurrentHashMap.newKeySet();

    private final Exercise exercise;
    private final Judging judging;

    ExerciseDesk(Exercise exercise) {
        this.exercise = exercise;
        this.judging = new Judging(exercise, new NotebookLookup());
    }

    private static boolean headless() {
        return "yes".equals(System.getenv(HEADLESS));
    }

    /** A run without a reader fails where an exercise does not take its own answer. */
    void tryOutWhereAsked() {
        if (headless()) {
            judging.tryOut();
        }
    }

    /** Looks at an answer; empty if the tables that it is about are gone. */
    Optional<Finding> judge(Object answer) {
        TRIED.add(exercise.id());
        return unlessGone(() -> judging.of(answer));
    }

    private static <T> Optional<T> unlessGone(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (SqlException e) {
            if (e.sqlState() == null || !GONE.contains(e.sqlState())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    String missing() {
        return "what it asks about is not there: run the cells of the lesson above, they make it";
    }

    String howToBegin() {
        return HINTED.containsKey(exercise.id()) ? next() : "HINT in place of the answer gives a hint";
    }

    /** The next hint; after the last it stays. */
    String hint() {
        int number = HINTED.merge(exercise.id(), 1, (had, one) -> Math.min(had + one, exercise.hints().size()));
        return "Hint: " + exercise.hints().get(number - 1) + "\n" + next();
    }

    /** What a learner can do who does not get on. */
    String next() {
        int hinted = HINTED.getOrDefault(exercise.id(), 0);
        return hinted == 0 ? "HINT in place of the answer gives a hint" : hinted < exercise.hints().size()
                ? "HINT gives another hint, ANSWER the answer" : "ANSWER in place of yours gives the answer";
    }

    /** The answer, to who has tried or had a hint. */
    String answer() {
        if (!TRIED.contains(exercise.id()) && !HINTED.containsKey(exercise.id())) {
            return "ANSWER comes after a try or a hint: write an answer, or HINT";
        }
        return unlessGone(this::whole).orElseGet(this::missing);
    }

    private String whole() {
        return "Answer: " + Same.text(judging.right()) + "\n" + exercise.explanation();
    }

    /** Hints and answer for readers of a book, who have no kernel. */
    List<String> folded() {
        if (!headless()) {
            return List.of();
        }
        List<String> found = new ArrayList<>(exercise.hints().stream().map(hint -> Html.folded("Hint", hint)).toList());
        found.add(Html.folded("Answer", Same.text(judging.right()) + "\n" + exercise.explanation()));
        return found;
    }
}

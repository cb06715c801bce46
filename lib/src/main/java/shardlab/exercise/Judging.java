package shardlab.exercise;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import shardlab.LabException;
import shardlab.sql.Rows;

/** Looks at the answer of an exercise, and knows what is right on this cluster. */
public final class Judging {

    private final Exercise exercise;
    private final Lookup lookup;

    /** For one exercise on a cluster. */
    public Judging(Exercise exercise, Lookup lookup) {
        this.exercise = exercise;
        this.lookup = lookup;
    }

    /** What is right, or an example of it: one value, or all of a list. */
    public Object right() {
        List<Object> values = values(exercise.right());
        boolean several = exercise.form().kind() == Form.Sort.LIST || exercise.form().kind() == Form.Sort.SET;
        return several ? values : values.get(0);
    }

    /** What is found of an answer, which is neither null nor wrapped. */
    public Finding of(Object answer) {
        Optional<TaskJudge> task = TaskJudge.of(exercise.form().kind());
        if (task.isPresent()) {
            return task.get().of(answer, lookup, values(exercise.right()));
        }
        Finding found = ValueJudge.of(answer, exercise.form(), values(exercise.right()), exercise.choices());
        return found.right() ? found : mistake(answer).map(Finding::wrong).orElse(found);
    }

    private Optional<String> mistake(Object answer) {
        return exercise.mistakes().stream()
                .filter(each -> fits(answer, values(each.query())))
                .map(Exercise.Mistake::said).findFirst();
    }

    private boolean fits(Object answer, List<Object> values) {
        return !values.isEmpty() && ValueJudge.fits(answer, exercise.form(), values);
    }

    private List<Object> values(String query) {
        Rows rows = lookup.rows(query);
        return rows.stream().map(row -> row.at(0)).filter(Objects::nonNull).toList();
    }

    /**
     * Answers the exercise itself, right and in every way wrong that its file knows.
     *
     * @throws LabException if what is right is not taken, or what is wrong is
     */
    public void tryOut() {
        Object right = right();
        require(of(right).right(), "its own answer is not taken: " + right);
        if (!(right instanceof List<?>)) {
            require(of(" " + right + " ").right(), "its own answer is not taken as a text: " + right);
        }
        for (Exercise.Mistake mistake : exercise.mistakes()) {
            values(mistake.query()).forEach(value -> wrong(value, right, mistake));
        }
    }

    private void wrong(Object value, Object right, Exercise.Mistake mistake) {
        if (!ValueJudge.same(value, right, exercise.form())) {
            Finding found = of(value);
            require(!found.right(), "a wrong answer is taken: " + value);
            require(found.said().contains(mistake.said()) || exercise.mistakes().stream()
                    .anyMatch(other -> found.said().equals(other.said())), "to " + value + " is said: " + found.said());
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new LabException("exercise " + exercise.id() + ": " + what, null, null,
                    "mend exercise/" + exercise.lesson() + ".sql of the library", null);
        }
    }
}

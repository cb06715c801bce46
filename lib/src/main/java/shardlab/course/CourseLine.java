package shardlab.course;

import java.util.Set;

/**
 * One lesson on the map of the course.
 *
 * @param lesson   what it says of itself
 * @param begun    true if its first cell has run
 * @param run      true if it has run as far as its exercises
 * @param solved   how many of its exercises are right
 */
public record CourseLine(Lesson lesson, boolean begun, boolean run, int solved) {

    static CourseLine of(Lesson lesson, Set<String> facts) {
        long solved = lesson.exercises().stream().map(CourseFacts::exercise).filter(facts::contains).count();
        return new CourseLine(lesson, facts.contains(CourseFacts.BEGUN), facts.contains(CourseFacts.RUN), (int) solved);
    }

    /** What was done of it, in words; empty if nothing was. */
    public String state() {
        int all = lesson.exercises().size();
        if (solved > 0) {
            return (solved == all ? "✓ " : "") + solved + " of " + all + " exercises";
        }
        return run ? "run" : begun ? "begun" : "";
    }
}

package shardlab.notebook;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.course.Course;
import shardlab.course.CourseLine;
import shardlab.course.Lesson;

/** The map of the course as {@code lab.course()} shows it; also what the kernel's own notebook adds to it. */
public final class CourseMap {

    /** Where Jupyter's server tells a kernel which notebook it was started for. Run without a server, it is nobody's. */
    private static final String NOTEBOOK = "JPY_SESSION_NAME";
    private static final int WIDEST = 46;

    private final List<CourseLine> lines;

    private CourseMap(List<CourseLine> lines) {
        this.lines = lines;
    }

    static CourseMap now() {
        return new CourseMap(course().map());
    }

    private static Course course() {
        Settings settings = Settings.fromEnvironment();
        return Course.of(settings.stateFolder(), settings.home().resolve("notebooks"), Path.of("").toAbsolutePath());
    }

    private static Optional<String> lesson(Course course) {
        return Optional.ofNullable(System.getenv(NOTEBOOK)).flatMap(course::lessonOf);
    }

    /** The first cell has run; what keeps that from being remembered is shown. */
    static void begun() {
        String trouble = keep(Course::begun);
        if (!trouble.isEmpty()) {
            Shell.display(trouble.strip());
        }
    }

    /** An exercise was looked at; returns what keeps that from being remembered, on a line of its own. */
    static String reached(String exercise, boolean right) {
        return keep((course, lesson) -> course.reached(lesson, exercise, right));
    }

    private static String keep(BiConsumer<Course, String> fact) {
        try {
            Course course = course();
            lesson(course).ifPresent(lesson -> fact.accept(course, lesson));
            return "";
        } catch (LabException e) {
            return "\n" + e.getMessage();
        }
    }

    /** The lessons with what was done of each. */
    public List<CourseLine> lines() {
        return lines;
    }

    /** The map as text. */
    @Override
    public String toString() {
        return lines.isEmpty() ? "There are no lessons here." : lines.stream()
                .map(line -> String.format("%-" + WIDEST + "s %s", line.lesson().title(), line.state()).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    String html() {
        return lines.stream().map(CourseMap::row).collect(Collectors.joining("\n",
                "<table><thead><tr><th align=\"left\">lesson</th><th align=\"left\">the question</th>"
                + "<th align=\"left\">done</th></tr></thead><tbody>\n", "\n</tbody></table>"));
    }

    private static String row(CourseLine line) {
        Lesson lesson = line.lesson();
        return "<tr><td align=\"left\"><a href=\"" + Html.escape(lesson.name()) + ".ipynb\">" + Html.escape(lesson.title())
                + "</a></td><td align=\"left\" style=\"white-space:normal\">"
                + Html.escape(lesson.question()).replaceAll("`([^`]+)`", "<code>$1</code>")
                + "</td><td align=\"left\">" + Html.escape(line.state()) + "</td></tr>";
    }
}

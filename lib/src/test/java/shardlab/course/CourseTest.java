package shardlab.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.LabException;

class CourseTest {

    private static final Path LESSONS = Path.of("..", "notebooks");

    @TempDir
    private Path state;

    @Test
    void everyLessonHasATitleAQuestionAndThreeExercises() {
        assertThat(course().map()).hasSizeGreaterThan(10).allSatisfy(line -> {
            assertThat(line.lesson().title()).startsWith(line.lesson().name().substring(0, 2));
            assertThat(line.lesson().question()).endsWith("?");
            assertThat(line.lesson().exercises()).containsExactly("Exercise 1", "Exercise 2", "Exercise 3");
            assertThat(line.state()).isEmpty();
        });
    }

    @Test
    void aLessonIsBegunThenRunThenSolved() {
        course().begun("01-start-a-cluster");
        assertThat(first().state()).isEqualTo("begun");
        course().reached("01-start-a-cluster", "Exercise 1", false);
        assertThat(first().state()).isEqualTo("run");
        course().reached("01-start-a-cluster", "Exercise 2", true);
        assertThat(first().state()).isEqualTo("1 of 3 exercises");
        List.of(1, 3).forEach(number -> course().reached("01-start-a-cluster", "Exercise " + number, true));
        assertThat(first().state()).isEqualTo("✓ 3 of 3 exercises");
    }

    @Test
    void whatWasRightStaysRightAndKeepsItsTime() throws IOException {
        course().reached("01-start-a-cluster", "Exercise 1", true);
        Path fact = state.resolve("course/01-start-a-cluster/exercise-1");
        Files.writeString(fact, "2026-01-01T00:00:00Z\n");
        course().reached("01-start-a-cluster", "Exercise 1", true);
        course().reached("01-start-a-cluster", "Exercise 1", false);
        assertThat(fact).hasContent("2026-01-01T00:00:00Z");
        assertThat(first().solved()).isEqualTo(1);
    }

    @Test
    void manyKernelsAtOnceLoseNothingAndLeaveNothingHalf() throws Exception {
        ExecutorService kernels = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = IntStream.range(0, 400).<Future<?>>mapToObj(i -> kernels.submit(() ->
                    new CourseFacts(state).keep("lesson-" + i % 4, "exercise-" + i % 50))).toList();
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            kernels.shutdown();
        }
        try (Stream<Path> files = Files.walk(state)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(100)
                    .allSatisfy(file -> assertThat(Files.readString(file)).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}Z\n"));
        }
    }

    @Test
    void aCopyCountsForItsLessonAndAnotherNotebookForNone() {
        assertThat(Stream.of("01-start-a-cluster.ipynb", "/a b/mine-2-01-start-a-cluster.ipynb",
                "01-start-a-cluster-Copy1.ipynb")).allSatisfy(file ->
                        assertThat(course().lessonOf(file)).contains("01-start-a-cluster"));
        assertThat(Stream.of("Untitled.ipynb", "/01-start-a-cluster/notes.ipynb", "")).allSatisfy(file ->
                assertThat(course().lessonOf(file)).isEmpty());
    }

    @Test
    void theFirstFolderThatHasLessonsIsTheCourse() {
        assertThat(Course.of(state, state.resolve("none"), state, LESSONS).map()).hasSameSizeAs(course().map());
        assertThat(Course.of(state, state).map()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsSaid() throws IOException {
        Files.writeString(state.resolve("course"), "a file where the folder belongs");
        assertThatThrownBy(() -> course().begun("01-start-a-cluster")).isInstanceOf(LabException.class)
                .hasMessageContaining("cannot keep what was done of the course").hasMessageContaining("begun");
    }

    private CourseLine first() {
        return course().map().get(0);
    }

    private Course course() {
        return Course.of(state, LESSONS);
    }
}

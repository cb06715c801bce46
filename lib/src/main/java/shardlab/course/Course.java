package shardlab.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shardlab.FileProblem;

/** The lessons in order, each with what was done of it. */
public final class Course {

    private static final String LESSONS = "[0-9][0-9]-*.ipynb";

    private final CourseFacts done;
    private final List<Path> notebooks;

    private Course(CourseFacts done, List<Path> notebooks) {
        this.done = done;
        this.notebooks = notebooks;
    }

    /**
     * The course whose lessons are in the first of these folders that has any.
     *
     * @param state the lab's {@code .lab}
     */
    public static Course of(Path state, Path... folders) {
        return new Course(new CourseFacts(state), Stream.of(folders).map(Course::lessons).filter(found -> !found.isEmpty())
                .findFirst().orElse(List.of()));
    }

    private static List<Path> lessons(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            var pattern = folder.getFileSystem().getPathMatcher("glob:" + LESSONS);
            return files.filter(file -> pattern.matches(file.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw FileProblem.of("cannot list the lessons in", folder, e, "make it readable for your account");
        }
    }

    /** The map: a line a lesson. */
    public List<CourseLine> map() {
        return notebooks.stream().map(Lesson::of).map(lesson -> CourseLine.of(lesson, done.of(lesson.name()))).toList();
    }

    /** The lesson that a notebook's file is, or is a copy of: {@code mine-1-05-….ipynb}, {@code 05-…-Copy1.ipynb}. */
    public Optional<String> lessonOf(String file) {
        return notebooks.stream().map(path -> path.getFileName().toString().replaceFirst("\\.ipynb$", ""))
                .filter(name -> Path.of(file).getFileName().toString().contains(name)).findFirst();
    }

    /** Keeps that a lesson's first cell has run. */
    public void begun(String lesson) {
        done.keep(lesson, CourseFacts.BEGUN);
    }

    /** Keeps that an exercise of the lesson was reached, and is right. */
    public void reached(String lesson, String exercise, boolean right) {
        done.keep(lesson, CourseFacts.RUN);
        if (right) {
            done.keep(lesson, CourseFacts.exercise(exercise));
        }
    }
}

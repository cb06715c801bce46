package shardlab.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.files.Folders;

/**
 * What a learner has done: a file for each fact, {@code .lab/course/LESSON/FACT}, whose one line says since when (UTC, ISO
 * 8601). A fact is {@link #BEGUN}, {@link #RUN}, or the name of an exercise that is right, such as {@code exercise-1}. Files
 * come whole or not at all and never change, so that any number of kernels may write at once.
 */
public final class CourseFacts {

    /** The lesson's first cell has run. */
    public static final String BEGUN = "begun";
    /** The lesson has run as far as its exercises. */
    public static final String RUN = "run";

    private static final String REMEDY = "run the lab as the account that owns the folder; the lesson itself goes on";

    private final Path folder;

    /** @param state the lab's {@code .lab} */
    public CourseFacts(Path state) {
        this.folder = state.resolve("course");
    }

    /** What an exercise's file is called: {@code exercise-1} for {@code Exercise 1}. */
    public static String exercise(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }

    /**
     * Keeps a fact; one that is there stays as it is.
     *
     * @throws shardlab.LabException if it cannot be written
     */
    public void keep(String lesson, String fact) {
        Path file = folder.resolve(lesson).resolve(fact);
        if (Files.exists(file)) {
            return;
        }
        try {
            put(file, Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n");
        } catch (IOException e) {
            throw FileProblem.of("cannot keep what was done of the course in", file, e, REMEDY);
        }
    }

    private static void put(Path file, String line) throws IOException {
        Path beside = Folders.make(file.getParent()).resolve("." + UUID.randomUUID());
        try {
            Files.writeString(beside, line);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** The facts of a lesson. */
    public Set<String> of(String lesson) {
        Path facts = folder.resolve(lesson);
        if (!Files.isDirectory(facts)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(facts)) {
            var names = new TreeSet<String>();
            files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")).forEach(names::add);
            return names;
        } catch (IOException e) {
            throw FileProblem.of("cannot read what was done of the course in", facts, e, REMEDY);
        }
    }
}

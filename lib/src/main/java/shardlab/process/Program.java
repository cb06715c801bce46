package shardlab.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shardlab.LabException;

/**
 * A program of the operating system with all that it is run with: run to its end, its output and errors kept apart,
 * within a limit of time. That it fails, hangs or cannot be started is an answer like another ({@link Finished}).
 *
 * <p>Never changed: a call such as {@link #within} returns another one.
 *
 * @param command   the program and its arguments
 * @param variables of its environment, beside those of this process that do not leak
 * @param folder    its working folder, or null for that of this process
 * @param input     what it reads, or null for nothing
 * @param limit     how long it may take
 */
public record Program(List<String> command, Map<String, String> variables, Path folder, Input input, Duration limit) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /**
     * Not handed on: libpq's variables, which would lead a client elsewhere and which a server would hand on to its
     * connections to other servers; options for this JVM; and scripts that a shell would run first. PG_CONFIG is none of
     * libpq's: it says where PostgreSQL is, to another process of the lab as well.
     */
    private static final Pattern LEAKS =
            Pattern.compile("PG(?!_CONFIG$).*|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH|BASH_ENV|ENV");

    /** Keeps what it is given as it is now. */
    public Program {
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
    }

    /** A program that needs nothing of its surroundings and takes 20 s at most. */
    public static Program of(String... command) {
        return of(List.of(command));
    }

    /** The same. */
    public static Program of(List<String> command) {
        return new Program(command, Map.of(), null, null, LIMIT);
    }

    /** With more variables in its environment; these are handed on whatever they are called. */
    public Program with(Map<String, String> more) {
        var all = new TreeMap<>(variables);
        all.putAll(more);
        return new Program(command, all, folder, input, limit);
    }

    /** In another working folder. */
    public Program in(Path other) {
        return new Program(command, variables, other, input, limit);
    }

    /** With another limit of time. */
    public Program within(Duration other) {
        return new Program(command, variables, folder, input, other);
    }

    /** With something to read. */
    public Program reading(Input other) {
        return new Program(command, variables, folder, other, limit);
    }

    /** What this process may hand on of its environment. */
    public static Map<String, String> cleanEnvironment() {
        var clean = new TreeMap<>(System.getenv());
        clean.keySet().removeIf(name -> LEAKS.matcher(name).matches());
        return clean;
    }

    /** The executable files of that name on the PATH, in its order. */
    public static List<Path> onPath(String name) {
        return onPath(name, System.getenv().getOrDefault("PATH", ""));
    }

    /** The executable files of that name in the folders of a path; what is no folder's name is passed over. */
    public static List<Path> onPath(String name, String path) {
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                .flatMap(folder -> file(folder, name)).filter(Files::isRegularFile).filter(Files::isExecutable)
                .distinct().toList();
    }

    private static Stream<Path> file(String folder, String name) {
        try {
            return Stream.of(Path.of(folder, name));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    /**
     * Runs it and waits. At the limit it is killed, with the programs that it started.
     *
     * @throws LabException if this thread is interrupted; the program is killed then, too
     */
    public Finished run() {
        try (var running = start()) {
            return running.finish();
        } catch (IOException | UnsupportedOperationException e) {
            return new Finished(Finished.NOT_STARTED, "", "cannot run " + command.get(0) + ": " + e.getMessage());
        }
    }

    /**
     * Runs it in sight: it has this process's terminal for itself, and all the time that it wants. A signal that ends this
     * process ends it, too, and it is waited for while it puts things in order.
     *
     * @return its exit status
     * @throws LabException if it cannot be started, or this thread is interrupted; the program is ended then, too
     */
    public int runInSight() {
        try {
            return new InSight().run(builder().inheritIO());
        } catch (IOException | UnsupportedOperationException e) {
            throw new LabException("cannot run " + command.get(0), null, e.getMessage(), "run it by itself to see more", e);
        }
    }

    private RunningProgram start() throws IOException {
        ProcessBuilder builder = builder();
        if (input == null) {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        }
        return new RunningProgram(this, builder.start());
    }

    private ProcessBuilder builder() {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(cleanEnvironment());
        builder.environment().putAll(variables);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        return builder;
    }
}

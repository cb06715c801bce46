package shardlab.engine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import shardlab.LabException;

/** One program of the operating system, run to its end. */
final class Command {

    /**
     * How a program ended.
     *
     * @param status its exit status
     * @param text   what it wrote, output and errors together
     */
    record Output(int status, String text) {
        boolean ok() {
            return status == 0;
        }
    }

    private Command() {
    }

    /**
     * Runs a program and waits for it. It inherits this process's environment but for libpq's variables, which a
     * server would hand on to its own connections to other servers.
     *
     * @throws LabException if it cannot be started or does not end in time; it is killed then
     */
    static Output run(List<String> command, Map<String, String> environment, Path folder, Duration timeout) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(environment);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        try {
            return finish(builder.start(), command, timeout);
        } catch (IOException e) {
            throw new LabException("cannot run " + command.get(0), null, e.getMessage(), null, e);
        }
    }

    /** True if a program of that name is on the path. */
    static boolean exists(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }

    /** Runs a program that needs nothing of its surroundings. */
    static Output run(String... command) {
        return run(List.of(command), Map.of(), null, Duration.ofSeconds(20));
    }

    private static Output finish(Process process, List<String> command, Duration timeout) throws IOException {
        try {
            var reader = new StringBuilder();
            Thread reading = new Thread(() -> readAll(process, reader), "output of " + command.get(0));
            reading.setDaemon(true);
            reading.start();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new LabException(command.get(0) + " did not end in " + timeout.toSeconds() + " s", null,
                        String.join(" ", command), null, null);
            }
            reading.join(TimeUnit.SECONDS.toMillis(2));
            synchronized (reader) {
                return new Output(process.exitValue(), reader.toString());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while " + command.get(0) + " was running", null, null, "run it again", e);
        }
    }

    private static void readAll(Process process, StringBuilder to) {
        try (var in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (to) {
                    to.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            synchronized (to) {
                to.append(e.getMessage());
            }
        }
    }
}

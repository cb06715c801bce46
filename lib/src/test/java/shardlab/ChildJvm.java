package shardlab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A main class of the tests in a JVM of its own, with an environment and a heap that this one does not have. */
public final class ChildJvm {

    /**
     * How it ended.
     *
     * @param status its exit status
     * @param text   what it wrote, output and errors together
     */
    public record Output(int status, String text) {
    }

    private ChildJvm() {
    }

    /** Runs a main class to its end with the tests' class path. */
    public static Output run(Class<?> main, List<String> options, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(main, options, environment, arguments);
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts it, its errors in its output, and waits for nothing. */
    public static Process start(Class<?> main, List<String> options, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}

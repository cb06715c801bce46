package shardlab;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What others are told of this process when they wait for it: the notebook or the command that it runs. */
public final class ThisProcess {

    private static final String COMMAND = "shardlab.app.Main";

    private ThisProcess() {
    }

    /** Such as {@code notebook 05-join-what-moves.ipynb (process 4711)} or {@code ./lab up (process 4712)}. */
    public static String name() {
        return what() + " (process " + ProcessHandle.current().pid() + ")";
    }

    /** What runs a command of {@code ./lab}'s Java part in a JVM of its own, by this JVM's program and class path. */
    public static List<String> another(String... arguments) {
        return Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", "-Dshardlab.terminal=" + System.getProperty("shardlab.terminal", "false"),
                "-cp", System.getProperty("java.class.path"), COMMAND), Stream.of(arguments)).toList();
    }

    /** Takes a shutdown hook away whose work is done; false if the process is ending, and the hooks run already. */
    public static boolean forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException ending) {
            return false;
        }
    }

    /** Does nothing more: a signal has begun to end this process, which ends as soon as its shutdown hooks have. */
    public static void awaitItsEnd() {
        while (true) {
            LockSupport.park();
        }
    }

    private static String what() {
        String notebook = System.getenv().getOrDefault("JPY_SESSION_NAME", "");
        if (!notebook.isBlank()) {
            return "notebook " + notebook.substring(notebook.lastIndexOf('/') + 1);
        }
        String[] command = System.getProperty("sun.java.command", "").split(" ", -1);
        if (command[0].equals(COMMAND)) {
            return "./lab" + (command.length > 1 ? " " + command[1] : "");
        }
        return command[0].contains("jjava") ? "a notebook" : "a Java program in " + Path.of("").toAbsolutePath();
    }
}

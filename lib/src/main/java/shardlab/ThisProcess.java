package shardlab;

import java.nio.file.Path;

/** What others are told of this process when they wait for it: the notebook or the command that it runs. */
public final class ThisProcess {

    private static final String COMMAND = "shardlab.app.Main";

    private ThisProcess() {
    }

    /** Such as {@code notebook 05-join.ipynb (process 4711)} or {@code ./lab up (process 4712)}. */
    public static String name() {
        return what() + " (process " + ProcessHandle.current().pid() + ")";
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

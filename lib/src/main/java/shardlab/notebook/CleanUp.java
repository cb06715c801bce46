package shardlab.notebook;

import java.util.Optional;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.sql.SqlFile;

/**
 * What a lesson leaves for its exercises: removed when its learner says so, or when the kernel ends.
 */
final class CleanUp {

    private static final String DONE_COLOR = "#1a7f37";
    private static final String LATER_COLOR = "#57606a";

    private static Cleaning waiting;
    private static boolean hooked;

    private CleanUp() {
    }

    /** Drops the lesson's schema, which is this kernel's, and runs statements in the notebook's session. */
    static synchronized void choose(boolean now, String lesson, String... statements) {
        choose(now, () -> {
            for (String statement : statements) {
                Lab.current().session().execute(statement);
            }
            Lab.current().dropSchema(lesson);
        });
    }

    /** The same for a schema that all kernels share: one that another has made anew is that one's, and stays at the end. */
    static synchronized void choose(boolean now, String schema, Cleaning remove) {
        Optional<Long> made = made(schema);
        choose(now, () -> {
            if (now || made.equals(made(schema))) {
                remove.close();
            }
        });
    }

    private static void choose(boolean now, Cleaning remove) {
        waiting = now ? null : remove;
        if (now) {
            remove.close();
            say(DONE_COLOR, "✓ cleaned up: nothing of this lesson is left");
        } else {
            hookOnce();
            say(LATER_COLOR, "kept for the exercises; it goes when this kernel ends, or at once with now = true");
        }
    }

    /** Where a signal ends the kernel, the end of the JVM waits for this. */
    private static void hookOnce() {
        if (!hooked) {
            Runtime.getRuntime().addShutdownHook(new Thread(CleanUp::atEnd, "clean up after the lesson"));
            hooked = true;
        }
    }

    private static void say(String color, String text) {
        Shell.display(Shell.html(text, Html.box(color, text)));
    }

    private static Optional<Long> made(String schema) {
        return Lab.current().session().query(SqlFile.read("notebook/schema_made.sql"), schema).stream().findFirst()
                .map(row -> row.number("made"));
    }

    /** Removes what waits for the kernel's end. Nobody reads any more what goes wrong: the log of failures keeps it. */
    static synchronized void atEnd() {
        if (waiting == null) {
            return;
        }
        try (Cleaning last = waiting) {
            waiting = null;
            Lab.current().session().execute("rollback");
        } catch (LabException e) {
            Tracebacks.keep(e);
        }
    }
}

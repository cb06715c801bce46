package shardlab.notebook;

import java.util.Optional;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * What a lesson leaves for its exercises: removed when its learner says so, or when the kernel ends. What another kernel
 * has made anew in the meantime under the same name is that kernel's, and stays.
 */
final class CleanUp {

    private static final String DONE_COLOR = "#1a7f37";
    private static final String LATER_COLOR = "#57606a";

    private static Cleaning waiting;
    private static boolean hooked;

    private CleanUp() {
    }

    /** Drops a table or a schema, and runs statements, in the notebook's session. */
    static void choose(boolean now, String name, String... statements) {
        choose(now, name, () -> {
            Session session = Lab.current().session();
            find(name).ifPresent(found -> session.execute(found.text("remove")));
            for (String statement : statements) {
                session.execute(statement);
            }
        });
    }

    /**
     * Removes now, or later.
     *
     * @param name   the table or schema by which one sees whether what is there is still this kernel's
     * @param remove called once
     */
    static synchronized void choose(boolean now, String name, Cleaning remove) {
        Optional<Long> made = made(name);
        if (now) {
            waiting = null;
            remove.close();
            say(DONE_COLOR, "✓ cleaned up: nothing of this lesson is left");
        } else {
            waiting = () -> {
                if (made.equals(made(name))) {
                    remove.close();
                }
            };
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

    private static Optional<Long> made(String name) {
        return find(name).map(row -> row.number("made"));
    }

    private static Optional<Rows.Row> find(String name) {
        return Lab.current().session().query(SqlFile.read("notebook/left_behind.sql"), name, name).stream().findFirst();
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

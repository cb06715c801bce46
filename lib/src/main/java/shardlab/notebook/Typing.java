package shardlab.notebook;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import shardlab.LabException;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.typing.Completion;
import shardlab.typing.SqlCompletion;
import shardlab.typing.SqlInspection;
import shardlab.typing.SqlThing;

/**
 * Answers Tab and Shift-Tab where a cell has SQL; where it has Java the kernel answers as ever. It asks the server that
 * would run the cell, in a session of its own that is closed at once, so that it neither waits for the notebook's
 * transaction nor is counted by the lessons; a server that is silent is left alone for a while.
 */
final class Typing {

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static volatile boolean listening;
    private static volatile long silentUntil = System.nanoTime();

    private Typing() {
    }

    /** Takes the place of the kernel's answers, from the first cell on. */
    static void listen() {
        if (!listening) {
            listening = true;
            Shell.listenToEditor();
        }
    }

    /** What may stand at a position; empty where the kernel is to answer. */
    static Optional<Completion> complete(String cell, int at) {
        return SqlPart.at(cell, at).map(part -> Lab.opened().map(lab -> part.inOptions(at)
                ? OptionNames.at(part, at, lab) : complete(lab, part, at)).orElse(Completion.none(at)));
    }

    private static Completion complete(Lab lab, SqlPart part, int at) {
        Completion found = ask(lab, part, Completion.none(at - part.start()), (session, sql) ->
                new SqlCompletion(session).at(sql, at - part.start(), Shell.variables()));
        return new Completion(found.start() + part.start(), found.end() + part.start(), found.proposals());
    }

    /** True if SQL stands at a position; elsewhere the kernel is to answer. */
    static boolean isSql(String cell, int at) {
        return SqlPart.at(cell, at).isPresent();
    }

    /** What stands at a position of SQL, if that is known. */
    static Optional<DisplayData> inspect(String cell, int at) {
        return SqlPart.at(cell, at).flatMap(part -> part.inOptions(at) ? Optional.of(SqlHelp.shown())
                : Lab.opened().flatMap(lab -> ask(lab, part, Optional.<SqlThing>empty(), (session, sql) ->
                        new SqlInspection(session).at(sql, at - part.start()))).map(Typing::shown));
    }

    private static DisplayData shown(SqlThing thing) {
        Grid grid = thing.parts() == null ? null : Grids.of(thing.parts()).withoutFooter();
        return Shell.html(thing.text() + (grid == null ? "" : "\n" + grid.text()),
                "<pre style=\"margin:0;white-space:pre-wrap\">" + Html.escape(thing.text()) + "</pre>"
                + (grid == null ? "" : grid.html()));
    }

    private static <T> T ask(Lab lab, SqlPart part, T nothing, BiFunction<Session, String, T> question) {
        if (System.nanoTime() - silentUntil < 0) {
            return nothing;
        }
        try (Session session = lab.sessions().quick(part.node())) {
            return question.apply(session, part.sql());
        } catch (SqlException down) {
            silentUntil = System.nanoTime() + PAUSE_NANOS;
            return nothing;
        } catch (LabException noSuchNode) {
            return nothing;
        }
    }
}

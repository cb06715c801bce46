package shardlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import shardlab.sql.Script;

/**
 * One step of a cell of SQL: a statement, or a command of psql that is answered here.
 *
 * @param statement the statement; of a command its text
 * @param command   the command; null for a statement
 */
record CellStep(Script.Statement statement, PsqlCommand command) {

    /** The steps in order. */
    static List<CellStep> of(String cell) {
        var steps = new ArrayList<CellStep>();
        var rest = new StringBuilder(cell);
        for (int at = known(rest); at >= 0; at = known(rest)) {
            String text = rest.substring(at, at + PsqlCommand.length(rest.substring(at)));
            steps.add(new CellStep(new Script.Statement(text.strip(), at), PsqlCommand.of(text)));
            blank(rest, at, text.length());
        }
        Script.split(rest.toString()).forEach(statement -> steps.add(new CellStep(statement, null)));
        steps.sort((one, other) -> Integer.compare(one.statement.offset(), other.statement.offset()));
        return steps;
    }

    /** The cell with blanks in the place of the commands that are answered here. */
    static String withoutCommands(String cell) {
        var rest = new StringBuilder(cell);
        for (int at = known(rest); at >= 0; at = known(rest)) {
            blank(rest, at, PsqlCommand.length(rest.substring(at)));
        }
        return rest.toString();
    }

    /** Where the first such command stands, between two statements; -1 if there is none. */
    private static int known(CharSequence cell) {
        OptionalInt backslash = Script.backslash(cell.toString());
        if (backslash.isEmpty()) {
            return -1;
        }
        int at = backslash.getAsInt();
        String before = cell.subSequence(0, at).toString();
        String behind = cell.subSequence(at, cell.length()).toString();
        return isClosed(before) && PsqlAnswer.knows(PsqlCommand.of(behind)) ? at : -1;
    }

    /** True if a statement may begin behind the text: it is blank, or a semicolon ends it. */
    private static boolean isClosed(String text) {
        List<Script.Statement> marked = Script.split(text + " x");
        return !marked.isEmpty() && marked.get(marked.size() - 1).sql().equals("x");
    }

    private static void blank(StringBuilder text, int at, int length) {
        for (int i = at; i < at + length; i++) {
            text.setCharAt(i, ' ');
        }
    }
}

package shardlab.notebook;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shardlab.LabException;
import shardlab.sql.Script;

/**
 * A line pasted from psql, which the server does not understand, and what to write here instead.
 *
 * @param name     the command without its backslash, such as {@code d} or {@code copy}
 * @param argument what stands behind it in its line
 */
record PsqlCommand(String name, String argument) {

    private static final Pattern LINE = Pattern.compile("\\\\([A-Za-z!?]*\\+?|\\.)[ \\t]*([^\\r\\n]*)");
    private static final String LIKE_PSQL = "./lab psql opens psql, which knows it; a cell knows " + PsqlAnswer.KNOWN;
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("c", "%%sql --on worker-1 runs a cell on another node"),
            Map.entry("timing", "the lessons time by an experiment, and %%explain --analyze counts rows and bytes"),
            Map.entry("i",
                    "in a cell of Java lab.session().execute(Files.readString(Path.of(\"script.sql\")))"),
            Map.entry("set", "a variable of Java in a cell of its own, such as int n = 3; then :n stands for it"),
            Map.entry("gset", "%%sql --name VARIABLE keeps the result in a variable"),
            Map.entry("g", "end the statement with ; and the cell shows its result"),
            Map.entry("gx", "end the statement with ; and the cell shows its result"),
            Map.entry("x", "the cell shows a result as a table"),
            Map.entry("echo", "System.out.println(…) in a cell of Java"),
            Map.entry("watch", "run the cell again"), Map.entry("q", "nothing: the session lasts as long as the notebook"),
            Map.entry(".", "insert into … values (…), (…)"));

    /** Refuses SQL with a psql command or the rows of a COPY in it, before any of it is run. */
    static void refuse(String sql) {
        for (Script.Statement statement : Script.split(sql)) {
            List<String> words = statement.words();
            if (!words.isEmpty() && words.get(0).equals("copy") && copies(words)) {
                throw copy(statement.sql());
            }
        }
        OptionalInt backslash = Script.backslash(sql);
        if (backslash.isPresent()) {
            throw new LabException(of(sql.substring(backslash.getAsInt())).advice(), null);
        }
    }

    /** How many characters a command and its argument have that stand at the beginning of a text. */
    static int length(String text) {
        Matcher line = LINE.matcher(text);
        return line.lookingAt() ? line.end() : 0;
    }

    static PsqlCommand of(String text) {
        Matcher line = LINE.matcher(text);
        return line.lookingAt() ? new PsqlCommand(line.group(1), line.group(2).replaceAll(";\\s*$", "").strip())
                : new PsqlCommand("", "");
    }

    /** One sentence. */
    String advice() {
        return "\\" + name + " is a command of psql, which the server does not know; write instead: " + instead();
    }

    private String instead() {
        if (PsqlAnswer.knows(this)) {
            return "%%sql as the first line of a cell, and \\" + name + " on a line of its own below it";
        }
        String plain = name.replace("+", "");
        if (plain.equals("copy")) {
            return "in a cell of Java, where the file is read, lab.session().copyIn(\"copy … from stdin with csv\", "
                    + "out -> Files.copy(Path.of(\"….csv\"), out))";
        }
        return INSTEAD.getOrDefault(plain, LIKE_PSQL);
    }

    private static boolean copies(List<String> words) {
        int from = words.indexOf("from");
        int to = words.indexOf("to");
        return (from > 0 && from + 1 < words.size() && words.get(from + 1).equals("stdin"))
                || (to > 0 && to + 1 < words.size() && words.get(to + 1).equals("stdout"));
    }

    private static LabException copy(String statement) {
        boolean in = Script.split(statement).get(0).words().contains("stdin");
        return in ? new LabException("A cell cannot hold the rows of COPY … FROM STDIN", null,
                "psql sends the lines below the statement; here they would be read as SQL",
                "insert into … values (…), (…); or in a cell of Java lab.session().copyIn("
                + "\"copy … from stdin with csv\", out -> out.write(\"1,one\\n\".getBytes()))", null)
                : new LabException("A cell cannot take COPY … TO STDOUT",
                "write the query itself: the cell shows its rows, and --name keeps them");
    }
}

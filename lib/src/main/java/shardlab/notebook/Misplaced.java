package shardlab.notebook;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import shardlab.sql.Script;

/** Magics and SQL where they cannot stand: one sentence that helps, in place of the compiler's. */
final class Misplaced {

    private static final Set<String> SQL = Set.of("select", "insert", "update", "delete", "merge", "values", "table",
            "with", "create", "alter", "drop", "truncate", "explain", "analyze", "vacuum", "begin", "commit", "rollback",
            "start", "savepoint", "release", "end", "abort", "set", "reset", "show", "grant", "revoke", "copy", "call", "do",
            "declare", "fetch", "prepare", "execute", "listen", "notify", "lock", "refresh", "comment", "reindex");
    private static final Set<String> COMMON = Set.of("select", "insert", "update", "delete", "create", "drop", "alter");
    private static final Pattern WORD = Pattern.compile("[\\w$]+");
    private static final Pattern GOES_ON_AS_JAVA = Pattern.compile("\\s*(?:[=.(\\[{]|->|\\+\\+)(?s:.*)");
    private static final Pattern DO_BODY = Pattern.compile("\\s*(?:\\$|'|language\\b)(?s:.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECOND = Pattern.compile("(?im)^[ \\t]*%%[ \\t]*(sql|explain)\\b");

    private Misplaced() {
    }

    /** @throws CellError if a cell of Java has a cell magic in it, or a statement of SQL or psql */
    static void refuse(String cell, JavaCell java) {
        for (JavaCell.Magic magic : java.magics()) {
            String line = cell.substring(magic.start(), magic.end()).strip();
            if (line.startsWith("%%")) {
                throw new CellError(line.split("\\s+|$", 2)[0] + " must be the first line of its cell: put what stands "
                        + "above it into a cell of its own", null);
            }
        }
        for (int start : java.starts()) {
            if (cell.charAt(start) == '\\') {
                throw new CellError(PsqlCommand.of(cell.substring(start)).advice(), null);
            }
            if (isSql(cell, java, start)) {
                throw new CellError("This is SQL in a cell of Java: write %%sql as the first line of a cell and the "
                        + "statement below it" + (start > 0 && !cell.substring(0, start).isBlank()
                        ? ", or in Java sql(\"select …\")" : ""), null);
            }
        }
    }

    /** @throws CellError if a second magic stands in the cell of a first */
    static void refuseSecond(String name, String body) {
        Matcher second = SECOND.matcher(body);
        while (second.find()) {
            int at = second.start(1);
            if (!Script.isQuoted(body, at)) {
                throw new CellError("A cell has one magic: put %%" + second.group(1) + " and what is below it into a cell "
                        + "of its own, after this one of %%" + name, null);
            }
        }
    }

    private static boolean isSql(String cell, JavaCell java, int start) {
        Matcher word = WORD.matcher(cell).region(start, cell.length());
        if (!word.lookingAt() || !SQL.contains(word.group().toLowerCase(Locale.ROOT))) {
            return false;
        }
        String rest = cell.substring(word.end());
        if (mayBeType(word.group()) || Shell.knows(word.group()) || java.hasBefore(word.group(), start)) {
            return false;
        }
        return word.group().equals("do") ? DO_BODY.matcher(rest).matches() : !goesOnAsJava(word.group(), rest);
    }

    /** {@code Table users;} declares a variable; {@code Select} is no class of anybody. */
    private static boolean mayBeType(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return !word.equals(small) && !word.equals(word.toUpperCase(Locale.ROOT)) && !COMMON.contains(small);
    }

    private static boolean goesOnAsJava(String word, String rest) {
        boolean parenthesis = rest.stripLeading().startsWith("(");
        return parenthesis ? !Set.of("select", "values").contains(word.toLowerCase(Locale.ROOT))
                : GOES_ON_AS_JAVA.matcher(rest).matches();
    }

    static boolean known(String name, boolean cell) {
        MagicsRegistry registry = Shell.magics();
        return (cell ? registry.getCellMagicNames() : registry.getLineMagicNames()).contains(name);
    }

    /** @throws CellError always: there is no such magic */
    static String unknown(String magic) {
        boolean cell = magic.startsWith("%%");
        var names = new TreeSet<>(cell ? Shell.magics().getCellMagicNames() : Shell.magics().getLineMagicNames());
        throw new CellError("There is no magic " + magic + ": there are " + (cell ? "%%" : "%")
                + String.join(cell ? ", %%" : ", %", names), null);
    }
}

package shardlab.notebook;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL of a cell: below {@code %%sql} or {@code %%explain}, or behind {@code %sql} in a line of Java.
 *
 * @param cell    the whole cell
 * @param start   where the SQL begins in it
 * @param end     where it ends
 * @param magic   {@code sql} or {@code explain}
 * @param options what stands behind the magic in its line; empty in a line of Java
 * @param head    where the options begin; -1 in a line of Java
 */
record SqlPart(String cell, int start, int end, String magic, String options, int head) {

    private static final Pattern CELL = Pattern.compile("(?i)%%[ \\t]*(sql|explain)\\b([^\\r\\n]*)");
    private static final Pattern LINE = Pattern.compile("(?i)%[ \\t]*sql[ \\t]+");
    private static final Pattern ON = Pattern.compile("--on[ =]+(\\S+)");

    /** The part in which a position lies, or whose line of options it is in. */
    static Optional<SqlPart> at(String cell, int at) {
        int begin = CellMagics.begin(cell);
        Matcher magic = CELL.matcher(cell).region(begin, cell.length());
        if (magic.lookingAt()) {
            int body = Math.min(cell.length(), magic.end() + (cell.startsWith("\r\n", magic.end()) ? 2 : 1));
            return at < magic.start(2) ? Optional.empty() : Optional.of(new SqlPart(cell, body, cell.length(),
                    magic.group(1).toLowerCase(Locale.ROOT), magic.group(2), magic.start(2)));
        }
        return JavaCell.of(cell).magics().stream().map(line -> inLine(cell, line.start(), line.end()))
                .flatMap(Optional::stream).filter(part -> part.start <= at && at <= part.end).findFirst();
    }

    private static Optional<SqlPart> inLine(String cell, int start, int end) {
        Matcher line = LINE.matcher(cell).region(start, end);
        return line.lookingAt() ? Optional.of(new SqlPart(cell, line.end(), end, "sql", "", -1)) : Optional.empty();
    }

    String sql() {
        return cell.substring(start, end);
    }

    /** The node that it runs on. */
    String node() {
        Matcher on = ON.matcher(options);
        return on.find() ? on.group(1) : "coordinator";
    }

    /** True if a position lies in the line of options above the SQL. */
    boolean inOptions(int at) {
        return at <= head + options.length();
    }

    /** The options before a position in their line. */
    List<String> wordsBefore(int at) {
        return List.of(cell.substring(head, at).split("[\\s=]+", -1));
    }
}

package shardlab.notebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java of a cell, read only as far as magics need it: where statements begin, and which lines are magics. Nothing in
 * a comment, a string or a text block is one, nor a {@code %} that divides.
 */
final class JavaCell {

    /**
     * A magic in a line of Java.
     *
     * @param start    where its {@code %} stands
     * @param end      where its line ends
     * @param assigned true behind a {@code =}, false if it is a statement of its own
     */
    record Magic(int start, int end, boolean assigned) {
    }

    private static final String BEFORE_STATEMENT = ";{}";

    private final String source;
    private final List<Magic> magics = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final Map<String, Integer> firstSeen = new HashMap<>();
    private char last = ';';
    private int depth;
    private int at;

    private JavaCell(String source) {
        this.source = source;
    }

    static JavaCell of(String source) {
        var cell = new JavaCell(source);
        while (cell.at < source.length()) {
            cell.step();
        }
        return cell;
    }

    /** The magics in order. */
    List<Magic> magics() {
        return magics;
    }

    /** Where statements outside of braces begin, in order. */
    List<Integer> starts() {
        return starts;
    }

    /** True if a word stands in the code before a position. */
    boolean hasBefore(String word, int position) {
        return firstSeen.getOrDefault(word, position) < position;
    }

    private void step() {
        char c = source.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (source.startsWith("//", at)) {
            at = lineEnd();
        } else if (source.startsWith("/*", at)) {
            skipTo("*/");
        } else if (c == '%' && startsMagic()) {
            magics.add(new Magic(at, lineEnd(), last == '='));
            at = lineEnd();
            last = ';';
        } else {
            code(c);
        }
    }

    private void code(char c) {
        if (depth == 0 && BEFORE_STATEMENT.indexOf(last) >= 0 && c != '}' && c != ';') {
            starts.add(at);
        }
        last = c;
        if (source.startsWith("\"\"\"", at)) {
            skipTo("\"\"\"");
        } else if (c == '"' || c == '\'') {
            skipQuoted(c);
        } else if (Character.isJavaIdentifierStart(c)) {
            skipWord();
        } else {
            depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
            at++;
        }
    }

    /** A magic begins with a letter, where a statement or a value may begin. */
    private boolean startsMagic() {
        int name = at + 1;
        while (name < source.length() && (source.charAt(name) == '%' || source.charAt(name) == ' ')) {
            name++;
        }
        boolean named = name < source.length() && Character.isLetter(source.charAt(name));
        return named && (last == '=' || BEFORE_STATEMENT.indexOf(last) >= 0);
    }

    private void skipWord() {
        int start = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
            at++;
        }
        firstSeen.putIfAbsent(source.substring(start, at), start);
    }

    private void skipTo(String end) {
        int from = at + end.length();
        int found = source.indexOf(end, from);
        while (found > 0 && source.charAt(found - 1) == '\\' && end.startsWith("\"")) {
            found = source.indexOf(end, found + 1);
        }
        at = found < 0 ? source.length() : found + end.length();
    }

    /** A quote that does not end in its line is none. */
    private void skipQuoted(char quote) {
        int end = lineEnd();
        for (int i = at + 1; i < end; i++) {
            if (source.charAt(i) == '\\') {
                i++;
            } else if (source.charAt(i) == quote) {
                at = i + 1;
                return;
            }
        }
        at++;
    }

    private int lineEnd() {
        int end = at;
        while (end < source.length() && source.charAt(end) != '\n' && source.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}

package shardlab.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts SQL into the pieces that matter to who must not look inside quotes: PostgreSQL's manual, chapter 4.1,
 * Lexical Structure. An unfinished quote or comment reaches to the end of the text; the server will complain.
 */
public final class SqlLexer {

    /** What a piece is. */
    public enum TokenKind { SPACE, COMMENT, QUOTED, WORD, NUMBER, VARIABLE, OTHER }

    /** A piece of the text, from {@code start} to before {@code end}. */
    public record Token(TokenKind kind, String text, int start, int end) {

        /** True if it is this mark. */
        public boolean is(String other) {
            return kind == TokenKind.OTHER && text.equals(other);
        }

        /** The word in lower case, or an empty string if it is no unquoted word. */
        public String word() {
            return kind == TokenKind.WORD ? text.toLowerCase(Locale.ROOT) : "";
        }

        /** What it names as an identifier: a word in lower case, or what stands in quotes. */
        String name() {
            return kind == TokenKind.WORD ? word() : text.replaceAll("^\"|\"$", "").replace("\"\"", "\"");
        }
    }

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern LINE_COMMENT = Pattern.compile("--[^\\r\\n]*");
    private static final Pattern ESCAPE_STRING = Pattern.compile(
            "[eE]'[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+(?:'|\\z)", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("(?:[bBxXnN]|[uU]&)?'[^']*+(?:''[^']*+)*+(?:'|\\z)");
    private static final Pattern IDENTIFIER = Pattern.compile("(?:[uU]&)?\"[^\"]*+(?:\"\"[^\"]*+)*+(?:\"|\\z)");
    private static final Pattern DOLLAR = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern NUMBER = Pattern.compile("\\.?\\d[\\w.]*");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern CAST = Pattern.compile("::|:=");
    private static final Pattern VARIABLE = Pattern.compile(":[\\p{L}_][\\p{L}\\p{N}_]*");

    private final String text;
    private int at;
    private int brackets;

    /** Begins at the start of a text. */
    public SqlLexer(String text) {
        this.text = text;
    }

    /** All pieces but spaces and comments. */
    public static List<Token> meaningful(String text) {
        var lexer = new SqlLexer(text);
        var tokens = new ArrayList<Token>();
        for (var token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() != TokenKind.SPACE && token.kind() != TokenKind.COMMENT) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    /** The next piece, or null at the end. */
    public Token next() {
        if (at >= text.length()) {
            return null;
        }
        int start = at;
        TokenKind kind = advance();
        return new Token(kind, text.substring(start, at), start, at);
    }

    private TokenKind advance() {
        if (take(SPACE)) {
            return TokenKind.SPACE;
        }
        if (take(LINE_COMMENT) || takeBlockComment()) {
            return TokenKind.COMMENT;
        }
        if (take(ESCAPE_STRING) || take(STRING) || take(IDENTIFIER) || takeDollarQuoted()) {
            return TokenKind.QUOTED;
        }
        if (take(WORD)) {
            return TokenKind.WORD;
        }
        if (take(NUMBER)) {
            return TokenKind.NUMBER;
        }
        return takeOther();
    }

    private TokenKind takeOther() {
        if (take(CAST)) {
            return TokenKind.OTHER;
        }
        if (!inSlice() && take(VARIABLE)) {
            return TokenKind.VARIABLE;
        }
        brackets += text.charAt(at) == '[' ? 1 : text.charAt(at) == ']' ? -1 : 0;
        at += Character.charCount(text.codePointAt(at));
        return TokenKind.OTHER;
    }

    /** In {@code a[1:n]} the colon parts two bounds; before a variable there is a blank or an operator. */
    private boolean inSlice() {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        return brackets > 0 && (Character.isLetterOrDigit(before) || ")]\"_".indexOf(before) >= 0);
    }

    private boolean take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        boolean found = matcher.lookingAt() && matcher.end() > at;
        at = found ? matcher.end() : at;
        return found;
    }

    private boolean takeDollarQuoted() {
        Matcher matcher = DOLLAR.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        int close = text.indexOf(matcher.group(), matcher.end());
        at = close < 0 ? text.length() : close + matcher.group().length();
        return true;
    }

    /** Block comments nest. */
    private boolean takeBlockComment() {
        if (!text.startsWith("/*", at)) {
            return false;
        }
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
        return true;
    }
}

package shardlab.typing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shardlab.sql.SqlLexer;
import shardlab.sql.SqlLexer.TokenKind;
import shardlab.sql.SqlLexer.Token;

/**
 * Where the cursor stands in a text of SQL.
 *
 * @param before the pieces of its statement before the word at the cursor
 * @param after  the pieces of its statement behind that word
 * @param word   the word at the cursor as it is written, with its quotes; empty if it stands between words
 * @param typed  what of the word stands before the cursor, without an opening quote
 * @param kind   what the word is: a WORD, a VARIABLE, QUOTED for a name or a text in quotes, COMMENT or NUMBER, or OTHER
 * @param start  where the word begins in the text
 * @param end    where it ends
 */
record Cursor(List<Token> before, List<Token> after, String word, String typed, TokenKind kind, int start, int end) {

    private static final Pattern REST_OF_WORD = Pattern.compile("[\\p{L}\\p{N}_$]*");

    /** @param at a position in the text, from 0 to its length */
    static Cursor in(String text, int at) {
        List<Token> all = lex(text.substring(0, at));
        Token last = all.isEmpty() ? null : all.get(all.size() - 1);
        if (last == null || !isOpen(last)) {
            return of(text, meaningful(all), TokenKind.OTHER, at, at, "");
        }
        List<Token> before = meaningful(all.subList(0, all.size() - 1));
        int skipped = last.kind() == TokenKind.QUOTED || last.kind() == TokenKind.VARIABLE ? 1 : 0;
        String typed = last.text().substring(skipped);
        int end = at + rest(text.substring(at), last);
        return of(text, before, last.kind(), last.start(), end,
                isClosed(last) ? typed.substring(0, typed.length() - 1) : typed);
    }

    private static Cursor of(String text, List<Token> before, TokenKind kind, int start, int end, String typed) {
        List<Token> after = new ArrayList<>();
        for (Token token : SqlLexer.meaningful(text.substring(end))) {
            if (token.is(";")) {
                break;
            }
            after.add(token);
        }
        int from = 0;
        for (int i = 0; i < before.size(); i++) {
            from = before.get(i).is(";") ? i + 1 : from;
        }
        return new Cursor(before.subList(from, before.size()), after, text.substring(start, end), typed, kind, start, end);
    }

    private static List<Token> lex(String text) {
        var lexer = new SqlLexer(text);
        var tokens = new ArrayList<Token>();
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }

    private static List<Token> meaningful(List<Token> tokens) {
        return tokens.stream().filter(each -> each.kind() != TokenKind.SPACE && each.kind() != TokenKind.COMMENT).toList();
    }

    /** True if a letter at the cursor would belong to the piece before it. */
    private static boolean isOpen(Token token) {
        return switch (token.kind()) {
            case WORD, NUMBER, VARIABLE -> true;
            case COMMENT -> token.text().startsWith("--") || !token.text().endsWith("*/");
            case QUOTED -> token.text().startsWith("\"") || !isClosed(token);
            default -> false;
        };
    }

    private static boolean isClosed(Token token) {
        String text = token.text();
        if (token.kind() != TokenKind.QUOTED) {
            return false;
        }
        if (text.startsWith("$")) {
            return text.lastIndexOf(text.substring(0, text.indexOf('$', 1) + 1)) > 0;
        }
        char quote = text.charAt(text.length() - 1);
        return (quote == '"' || quote == '\'') && text.chars().filter(each -> each == quote).count() % 2 == 0;
    }

    /** How many characters behind the cursor belong to the word; a quote that does not end in its line is still open. */
    private static int rest(String behind, Token token) {
        if (token.kind() == TokenKind.WORD || token.kind() == TokenKind.VARIABLE) {
            Matcher rest = REST_OF_WORD.matcher(behind);
            return rest.lookingAt() ? rest.end() : 0;
        }
        if (token.kind() != TokenKind.QUOTED || isClosed(token)) {
            return 0;
        }
        char quote = token.text().indexOf('\'') >= 0 ? '\'' : '"';
        String line = behind.split("\\R", 2)[0];
        boolean ends = line.chars().filter(each -> each == quote).count() % 2 == 1;
        return ends ? line.indexOf(quote) + 1 : 0;
    }

    /** True if it is in a name in quotes. */
    boolean inQuotedName() {
        return kind == TokenKind.QUOTED && word.startsWith("\"");
    }

    /** True if it is in a text in quotes. */
    boolean inText() {
        return kind == TokenKind.QUOTED && word.startsWith("'");
    }

    /** The names before the word that dots join to it, as they are written, the first first. */
    List<String> qualifiers() {
        var names = new ArrayList<String>();
        for (int i = before.size() - 1; i > 0 && before.get(i).is(".") && isName(before.get(i - 1)); i -= 2) {
            names.add(0, before.get(i - 1).text());
        }
        return names;
    }

    /** The pieces before the word and its qualifiers. */
    List<Token> beforeName() {
        return before.subList(0, before.size() - 2 * qualifiers().size());
    }

    /** Where the name begins, qualifiers included. */
    int nameStart() {
        return qualifiers().isEmpty() ? start : before.get(beforeName().size()).start();
    }

    static boolean isName(Token token) {
        return token.kind() == TokenKind.WORD || (token.kind() == TokenKind.QUOTED && token.text().startsWith("\""));
    }

    /** A name as the server reads it: in small letters, but in quotes. */
    static String folded(String name) {
        return name.startsWith("\"") ? name.replaceAll("^\"|\"$", "").replace("\"\"", "\"") : name.toLowerCase(Locale.ROOT);
    }
}

package shardlab.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A script split into statements by PostgreSQL's lexical rules: a semicolon inside quotes, a dollar-quoted body,
 * a comment or the body of an SQL-standard function ends nothing.
 */
public final class Script {

    /**
     * One statement of a script.
     *
     * @param sql    its text, without the closing semicolon and without what surrounds it
     * @param offset where its text starts in the script, in characters from 0
     */
    public record Statement(String sql, int offset) {

        /** Its first words in lower case, those in parentheses left out. */
        public List<String> words() {
            return Words.of(sql, FIRST_WORDS);
        }
    }

    private static final int FIRST_WORDS = 30;

    private final String text;
    private final SqlLexer lexer;
    private final List<Statement> statements = new ArrayList<>();
    private int depth;
    private int blocks;
    private String before = "";

    private Script(String text) {
        this.text = text;
        this.lexer = new SqlLexer(text);
    }

    /** The statements in order; comments alone are no statement. */
    public static List<Statement> split(String text) {
        Script script = new Script(text);
        script.read();
        return List.copyOf(script.statements);
    }

    /** All words and names of a text, in order: unquoted ones in lower case, quoted ones as they stand in their quotes. */
    public static List<String> names(String text) {
        return SqlLexer.meaningful(text).stream().filter(token -> token.kind() == SqlLexer.TokenKind.WORD
                || (token.kind() == SqlLexer.TokenKind.QUOTED && token.text().startsWith("\"")))
                .map(token -> token.kind() == SqlLexer.TokenKind.WORD ? token.word()
                        : token.text().substring(1, token.text().length() - 1).replace("\"\"", "\"")).toList();
    }

    /** Where a backslash stands outside of quotes and comments, where SQL has none, from 0. */
    public static OptionalInt backslash(String text) {
        return SqlLexer.meaningful(text).stream().filter(token -> token.is("\\"))
                .mapToInt(SqlLexer.Token::start).findFirst();
    }

    /** True if a position, from 0, lies in quotes or in a comment. */
    public static boolean isQuoted(String text, int position) {
        return SqlLexer.meaningful(text).stream().filter(token -> token.kind() != SqlLexer.TokenKind.QUOTED)
                .noneMatch(token -> token.start() <= position && position < token.end());
    }

    private void read() {
        int start = -1;
        int end = 0;
        String first = "";
        for (var token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() == SqlLexer.TokenKind.COMMENT || token.kind() == SqlLexer.TokenKind.SPACE) {
                continue;
            }
            boolean closes = token.is(";") && depth == 0 && blocks == 0;
            if (closes) {
                add(start, end);
                start = -1;
                continue;
            }
            if (start < 0) {
                start = token.start();
                first = token.word();
                depth = 0;
                blocks = 0;
            }
            nest(token, first);
            end = token.end();
        }
        add(start, end);
    }

    /** Parentheses, and BEGIN ATOMIC … END with the CASE … END inside it, hold semicolons that end nothing. */
    private void nest(SqlLexer.Token token, String first) {
        if (token.is("(")) {
            depth++;
        } else if (token.is(")")) {
            depth = Math.max(0, depth - 1);
        } else if (first.equals("create")) {
            String word = token.word();
            if ((word.equals("atomic") && before.equals("begin")) || (blocks > 0 && word.equals("case"))) {
                blocks++;
            } else if (blocks > 0 && word.equals("end")) {
                blocks--;
            }
        }
        before = token.word();
    }

    private void add(int start, int end) {
        if (start >= 0) {
            statements.add(new Statement(text.substring(start, end), start));
        }
    }
}

package shardlab.sql;

import java.util.ArrayList;
import java.util.List;

/** The unquoted words of a statement, in lower case; what stands in parentheses is left out. */
final class Words {

    private Words() {
    }

    /** At most so many, from the start. */
    static List<String> of(String sql, int most) {
        var lexer = new SqlLexer(sql);
        var words = new ArrayList<String>();
        int depth = 0;
        for (var token = lexer.next(); token != null && words.size() < most; token = lexer.next()) {
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            } else if (depth == 0 && token.kind() == SqlLexer.TokenKind.WORD) {
                words.add(token.word());
            }
        }
        return words;
    }
}

package shardlab.notebook;

import java.util.Locale;

/**
 * A pattern of psql as two regular expressions: {@code *} and {@code ?} stand for letters, a dot parts the schema from the
 * name, and what is in double quotes is taken as it is.
 *
 * @param schema the schema's; null if none is given
 * @param name   the name's; null if none is given
 */
record PsqlPattern(String schema, String name) {

    static PsqlPattern of(String text) {
        if (text.isEmpty()) {
            return new PsqlPattern(null, null);
        }
        String schema = null;
        var part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted && schema == null) {
                schema = part.toString();
                part.setLength(0);
            } else {
                part.append(quoted ? literal(c) : expression(c));
            }
        }
        return new PsqlPattern(schema == null ? null : whole(schema), whole(part.toString()));
    }

    private static String whole(String expression) {
        return "^(" + expression + ")$";
    }

    private static String expression(char c) {
        return c == '*' ? ".*" : c == '?' ? "." : literal(Character.toString(c).toLowerCase(Locale.ROOT).charAt(0));
    }

    private static String literal(char c) {
        return Character.isLetterOrDigit(c) || c == '_' ? Character.toString(c) : "\\" + c;
    }
}

package shardlab.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import shardlab.LabException;

/**
 * Settings by which the JDBC driver reads what the server writes. It ends the connection when they change, so a change
 * is refused before it is sent.
 */
final class FixedSettings {

    private static final Pattern OTHER_DATE_STYLE = Pattern.compile("german|sql|postgres", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_ENCODING =
            Pattern.compile("^(?!.*(utf|unicode|default)).*\\w", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Map<String, Pattern> REFUSED = Map.of("datestyle", OTHER_DATE_STYLE,
            "client_encoding", OTHER_ENCODING, "names", OTHER_ENCODING);
    private static final Map<String, String> INSTEAD = Map.of(
            "datestyle", "write dates in another style by to_char(day, 'DD.MM.YYYY'); the order DMY, MDY or YMD may be set",
            "client_encoding", "leave it at UTF8; ./lab psql can have another");

    private FixedSettings() {
    }

    /** @throws LabException if the statement would change one of them to what the driver cannot read */
    static void keep(Server server, String sql) {
        List<SqlLexer.Token> tokens = SqlLexer.meaningful(sql);
        for (int i = 0; i < tokens.size(); i++) {
            String word = tokens.get(i).word();
            int name = i == 0 && word.equals("set") ? i + 1 + scope(tokens) : word.equals("set_config") ? i + 2 : -1;
            if (name > 0 && name < tokens.size()) {
                keep(server, name(tokens.get(name)), rest(tokens, name + 1));
            }
        }
    }

    private static void keep(Server server, String name, String value) {
        if (REFUSED.containsKey(name) && REFUSED.get(name).matcher(value).find()) {
            String setting = name.equals("names") ? "client_encoding" : name;
            throw new LabException(setting + " stays as it is in a notebook", server.label(),
                    "the JDBC driver reads values by it, and would end the connection", INSTEAD.get(setting), null);
        }
    }

    private static int scope(List<SqlLexer.Token> tokens) {
        return tokens.size() > 1 && Set.of("session", "local").contains(tokens.get(1).word()) ? 1 : 0;
    }

    private static String name(SqlLexer.Token token) {
        return token.text().replaceAll("['\"]", "").toLowerCase(Locale.ROOT);
    }

    private static String rest(List<SqlLexer.Token> tokens, int from) {
        var value = new StringBuilder();
        for (int i = from; i < Math.min(from + 6, tokens.size()); i++) {
            value.append(tokens.get(i).word().equals("to") ? "" : tokens.get(i).text()).append(' ');
        }
        return value.toString();
    }
}

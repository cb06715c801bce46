package shardlab.typing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import shardlab.sql.SqlLexer.TokenKind;
import shardlab.sql.SqlLexer.Token;

/**
 * What the place of a cursor wants, and what its statement says about that.
 *
 * @param cursor   where it stands
 * @param place    what is wanted there
 * @param subject  the setting whose value, or the function whose argument is wanted; null elsewhere
 * @param argument the text of the function's first argument, if the cursor is in a later one; null elsewhere
 */
record Situation(Cursor cursor, Wanted place, String subject, String argument) {

    private static final Set<String> OF_SETTINGS = Set.of("set", "reset", "show");
    private static final Set<String> SCOPES = Set.of("session", "local");
    private static final Set<String> ASK_SETTINGS = Set.of("current_setting", "set_config");

    static Situation of(Cursor cursor) {
        if (cursor.inText()) {
            return inText(cursor);
        }
        if (cursor.kind() == TokenKind.VARIABLE) {
            return new Situation(cursor, Wanted.VARIABLE, null, null);
        }
        if (cursor.kind() == TokenKind.COMMENT || cursor.kind() == TokenKind.NUMBER
                || (cursor.kind() == TokenKind.QUOTED && !cursor.inQuotedName())) {
            return new Situation(cursor, Wanted.NOTHING, null, null);
        }
        String setting = setting(cursor.beforeName());
        if (setting != null) {
            return new Situation(cursor, setting.isEmpty() ? Wanted.SETTING : Wanted.SETTING_VALUE, setting, null);
        }
        return new Situation(cursor, !cursor.qualifiers().isEmpty() ? Wanted.MEMBER
                : NamedTable.wantsTable(cursor.before()) ? Wanted.RELATION : Wanted.WORD, null, null);
    }

    /** Null if the statement is about no setting, the setting if its value comes next, otherwise an empty string. */
    private static String setting(List<Token> before) {
        if (before.isEmpty() || !OF_SETTINGS.contains(before.get(0).word())) {
            return null;
        }
        int name = before.size() > 1 && SCOPES.contains(before.get(1).word()) ? 2 : 1;
        var setting = new StringBuilder();
        for (Token token : before.subList(Math.min(name, before.size()), before.size())) {
            if (token.is("=") || token.word().equals("to")) {
                return setting.toString();
            }
            setting.append(token.text());
        }
        return setting.toString().isEmpty() ? "" : null;
    }

    private static Situation inText(Cursor cursor) {
        List<Token> before = cursor.before();
        int depth = 0;
        int arguments = 0;
        for (int i = before.size() - 1; i > 0; i--) {
            depth += before.get(i).is(")") ? 1 : before.get(i).is("(") ? -1 : 0;
            arguments += depth == 0 && before.get(i).is(",") ? 1 : 0;
            if (depth < 0) {
                return argumentOf(cursor, i, arguments);
            }
        }
        return new Situation(cursor, Wanted.NOTHING, null, null);
    }

    private static Situation argumentOf(Cursor cursor, int open, int number) {
        List<Token> before = cursor.before();
        String function = Cursor.folded(before.get(open - 1).text());
        String first = open + 1 < before.size() ? before.get(open + 1).text() : "";
        if (ASK_SETTINGS.contains(function)) {
            return new Situation(cursor, number == 0 ? Wanted.SETTING : Wanted.NOTHING, null, null);
        }
        boolean relation = number == 0 || before.stream().anyMatch(each -> each.word().equals("colocate_with"));
        return new Situation(cursor, Wanted.ARGUMENT, function, relation ? null : first.replaceAll("^'|'$", ""));
    }

    /** The tables that the statement names, the word at the cursor left out. */
    List<NamedTable> tables() {
        var around = new ArrayList<NamedTable>(NamedTable.in(cursor.beforeName()));
        var whole = new ArrayList<>(cursor.before());
        whole.addAll(cursor.after());
        NamedTable.in(whole).stream().filter(each -> !around.contains(each)).forEach(around::add);
        return around;
    }
}

package shardlab.typing;

import java.util.List;
import shardlab.sql.Session;

/** What may stand at the cursor of a text of SQL, asked of the server that is to run it. */
public final class SqlCompletion {

    private final Session session;

    /** @param session on the server, with the search path of whoever types */
    public SqlCompletion(Session session) {
        this.session = session;
    }

    /**
     * Proposes.
     *
     * @param at        the cursor, from 0 to the text's length
     * @param variables what of the notebook can be bound
     */
    public Completion at(String sql, int at, List<String> variables) {
        Situation situation = Situation.of(Cursor.in(sql, at));
        Cursor cursor = situation.cursor();
        return switch (situation.place()) {
            case NOTHING -> Completion.none(at);
            case VARIABLE -> new Completion(cursor.start() + 1, cursor.end(), variables.stream()
                    .filter(name -> name.startsWith(cursor.typed())).map(name -> new Proposal(name, "variable")).toList());
            case SETTING, SETTING_VALUE -> setting(situation);
            case ARGUMENT -> argument(situation);
            case RELATION -> found(cursor, relations(situation));
            case MEMBER -> found(cursor, members(situation));
            default -> found(cursor, words(situation));
        };
    }

    private static Completion found(Cursor cursor, Names names) {
        return new Completion(cursor.start(), cursor.end(), names.all());
    }

    private Completion setting(Situation situation) {
        Cursor cursor = situation.cursor();
        var names = new Names(session);
        if (situation.place() == Wanted.SETTING_VALUE) {
            return new Completion(cursor.start(), cursor.end(), names.values(situation.subject()).all().stream()
                    .filter(each -> each.text().startsWith(cursor.typed())).toList());
        }
        String qualifier = cursor.qualifiers().stream().map(each -> each + ".").reduce("", String::concat);
        int start = cursor.inText() ? cursor.start() + 1 : cursor.nameStart();
        return new Completion(start, innerEnd(cursor), names.settings(qualifier + cursor.typed()).all());
    }

    /** The name of a table in quotes, for a function that takes one, or of a column of the table named before. */
    private Completion argument(Situation situation) {
        Cursor cursor = situation.cursor();
        var names = new Names(session);
        if (!names.takesRelation(situation.subject())) {
            return Completion.none(cursor.end());
        }
        int dot = cursor.typed().lastIndexOf('.');
        if (situation.argument() != null) {
            names.columns(situation.argument(), cursor.typed());
        } else if (dot > 0) {
            names.relations(Cursor.folded(cursor.typed().substring(0, dot)), cursor.typed().substring(dot + 1));
        } else {
            names.relations(null, cursor.typed()).schemas(cursor.typed());
        }
        return new Completion(cursor.start() + 2 + dot, innerEnd(cursor), names.all());
    }

    /** Where the word ends without the quote that closes a text. */
    private static int innerEnd(Cursor cursor) {
        boolean closed = cursor.inText() && cursor.word().length() > 1 && cursor.word().endsWith("'");
        return closed ? cursor.end() - 1 : cursor.end();
    }

    private Names relations(Situation situation) {
        String typed = situation.cursor().typed();
        return new Names(session).relations(null, typed).schemas(typed);
    }

    /** Behind a dot: of a table by its name or alias, or of a schema. */
    private Names members(Situation situation) {
        List<String> qualifiers = situation.cursor().qualifiers();
        String typed = situation.cursor().typed();
        String last = qualifiers.get(qualifiers.size() - 1);
        var names = new Names(session);
        if (NamedTable.wantsTable(situation.cursor().beforeName())) {
            return names.relations(Cursor.folded(last), typed);
        }
        situation.tables().stream().filter(table -> qualifiers.size() == 1 && table.isCalled(last)).findFirst()
                .ifPresent(table -> names.columns(table.name(), typed));
        if (names.isEmpty() && qualifiers.size() < 3) {
            names.columns(String.join(".", qualifiers), typed);
        }
        return names.isEmpty() ? names.relations(Cursor.folded(last), typed).functions(Cursor.folded(last), typed) : names;
    }

    private Names words(Situation situation) {
        String typed = situation.cursor().typed();
        var names = new Names(session);
        List<NamedTable> tables = situation.tables();
        tables.forEach(table -> names.columns(table.name(), typed));
        tables.stream().map(table -> table.alias() == null ? table.name() : table.alias())
                .filter(name -> name.startsWith(typed)).forEach(name -> names.own(name, "table"));
        if (situation.cursor().inQuotedName() || (typed.isEmpty() && !names.isEmpty())) {
            return names.isEmpty() ? names.relations(null, typed) : names;
        }
        return names.functions(null, typed).relations(null, typed).schemas(typed).keywords(typed);
    }
}

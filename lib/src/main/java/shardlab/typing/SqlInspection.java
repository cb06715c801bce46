package shardlab.typing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;
import shardlab.sql.SqlLexer.Token;

/** What stands at the cursor of a text of SQL, asked of the server that is to run it. */
public final class SqlInspection {

    /** Of a function with very many signatures the first are enough. */
    private static final int SIGNATURES = 12;

    private static final String ONE_NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final String NAME = ONE_NAME + "(?:\\." + ONE_NAME + ")?";

    private final Session session;

    /** @param session on the server, with the search path of whoever types */
    public SqlInspection(Session session) {
        this.session = session;
    }

    /** The thing at a position, from 0 to the text's length; empty if it is not known. */
    public Optional<SqlThing> at(String sql, int at) {
        Situation here = Situation.of(Cursor.in(sql, at));
        Cursor cursor = here.cursor();
        String word = cursor.inText() ? cursor.word().replaceAll("^'|'$", "") : cursor.word();
        if (here.place() == Wanted.VARIABLE || (here.place() == Wanted.NOTHING && !cursor.inText())) {
            return Optional.empty();
        }
        if (word.isEmpty()) {
            return open(cursor).flatMap(this::function);
        }
        List<String> parts = new ArrayList<>(cursor.inText() ? List.of() : cursor.qualifiers());
        parts.add(word);
        return named(here, parts);
    }

    private Optional<SqlThing> named(Situation here, List<String> parts) {
        String name = String.join(".", parts);
        if (here.place() == Wanted.SETTING) {
            return setting(name);
        }
        List<String> following = here.cursor().inText() ? parts : withFollowing(here.cursor(), parts);
        boolean called = following.size() == parts.size() && !here.cursor().after().isEmpty()
                && here.cursor().after().get(0).is("(");
        Optional<SqlThing> function = called ? function(parts) : Optional.empty();
        return function.or(() -> ofAlias(here, name)).or(() -> column(here, parts)).or(() -> relation(name))
                .or(() -> relation(String.join(".", following))).or(() -> function(parts)).or(() -> setting(name));
    }

    /** With the cursor in a schema's name, the table behind the dot is meant. */
    private static List<String> withFollowing(Cursor cursor, List<String> parts) {
        var names = new ArrayList<>(parts);
        List<Token> after = cursor.after();
        if (after.size() > 1 && after.get(0).is(".") && Cursor.isName(after.get(1))) {
            names.add(after.get(1).text());
        }
        return names;
    }

    /** The function in whose parentheses the cursor is. */
    private static Optional<List<String>> open(Cursor cursor) {
        int depth = 0;
        for (int i = cursor.before().size() - 1; i > 0; i--) {
            Token token = cursor.before().get(i);
            depth += token.is(")") ? 1 : token.is("(") ? -1 : 0;
            if (depth < 0) {
                Token name = cursor.before().get(i - 1);
                return Cursor.isName(name) ? Optional.of(List.of(name.text())) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<SqlThing> ofAlias(Situation here, String name) {
        return here.tables().stream().filter(table -> table.isCalled(name)).map(NamedTable::name).findFirst()
                .flatMap(this::relation);
    }

    private Optional<SqlThing> relation(String name) {
        if (!isName(name)) {
            return Optional.empty();
        }
        return ask("inspect_relation", name).stream().findFirst().map(row -> {
            String how = row.truth("has_citus") ? ask("inspect_distribution", name).stream().findFirst()
                    .map(each -> each.text("how")).orElse(null) : null;
            return new SqlThing(lines(row.text("kind") + " " + row.text("name"), row.text("comment"), how,
                    row.text("primary_key")), ask("inspect_columns", name, null));
        });
    }

    /** A column of the table that its qualifiers name, or of one that the statement names. */
    private Optional<SqlThing> column(Situation here, List<String> parts) {
        String column = Cursor.folded(parts.get(parts.size() - 1));
        String qualifier = String.join(".", parts.subList(0, parts.size() - 1));
        return here.tables().stream().filter(table -> qualifier.isEmpty() || table.isCalled(qualifier))
                .map(NamedTable::name).map(table -> column(table, column)).flatMap(Optional::stream).findFirst()
                .or(() -> qualifier.isEmpty() ? Optional.empty() : column(qualifier, column));
    }

    private Optional<SqlThing> column(String table, String column) {
        if (!isName(table)) {
            return Optional.empty();
        }
        return ask("inspect_columns", table, column).stream().findFirst().map(row -> new SqlThing(lines(
                "column " + column + " of " + table, row.text("type") + (row.text("nulls") == null ? "" : " not null"),
                row.text("default") == null ? null : "default " + row.text("default"), row.text("comment")), null));
    }

    private Optional<SqlThing> function(List<String> parts) {
        String name = Cursor.folded(parts.get(parts.size() - 1));
        String schema = parts.size() == 2 ? Cursor.folded(parts.get(0)) : null;
        Rows found = ask("inspect_functions", schema, name);
        if (parts.size() > 2 || found.size() == 0) {
            return Optional.empty();
        }
        String signatures = found.stream().limit(SIGNATURES).map(row -> lines(row.text("signature"),
                Objects.requireNonNullElse(row.text("comment"), CitusFunctions.comment(name)))).distinct()
                .collect(Collectors.joining("\n"));
        return Optional.of(new SqlThing(signatures, null));
    }

    private Optional<SqlThing> setting(String name) {
        return ask("inspect_setting", name).stream().findFirst().map(row -> new SqlThing(lines(
                "setting " + row.text("name") + ", " + row.text("type") + ", " + row.text("usual") + " unless it is set",
                row.text("choices") == null ? null : "one of " + row.text("choices"), row.text("description")), null))
                .or(() -> CitusSettings.of(name).map(CitusSettings::described));
    }

    /** What {@code to_regclass} takes without an error. */
    private static boolean isName(String name) {
        return name.matches(NAME);
    }

    private Rows ask(String file, Object... parameters) {
        return session.query(SqlFile.read("typing/" + file + ".sql"), parameters);
    }

    private static String lines(String... facts) {
        return Arrays.stream(facts).filter(fact -> fact != null && !fact.isEmpty()).collect(Collectors.joining("\n"));
    }
}

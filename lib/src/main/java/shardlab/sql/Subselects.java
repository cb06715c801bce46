package shardlab.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The SELECTs of a statement by its text: where each stands, and what its FROM names. Nothing is looked up. */
public final class Subselects {

    /** Where a SELECT stands. */
    public enum Place { STATEMENT, WITH, FROM, LATERAL, EXISTS, IN, SCALAR }

    /**
     * A SELECT, or the statement itself.
     *
     * @param place where it stands
     * @param depth in how many others
     * @param names what its FROM calls its tables, in the order of the text
     */
    public record Subselect(Place place, int depth, List<String> names) {
    }

    private static final Set<String> BEGINS = Set.of("select", "with", "values", "table");
    private static final Set<String> FROM_ENDS = Set.of("where", "group", "having", "window", "order", "limit", "offset",
            "fetch", "for", "union", "intersect", "except", "set", "returning", "when", "select", "values", "do");
    private static final Set<String> TABLES_BEGIN = Set.of("from", "join", "update", "into", "using");
    private static final Set<String> NO_NAMES = Set.of("as", "on", "only", "natural", "inner", "left", "right",
            "full", "outer", "cross", "lateral", "tablesample", "rows");

    private final List<Subselect> found = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Set<String> words = new HashSet<>();
    private boolean setOperation;

    private Subselects() {
    }

    /** Reads a statement. */
    public static Subselects of(String sql) {
        var read = new Subselects();
        List<SqlLexer.Token> tokens = SqlLexer.meaningful(sql);
        read.open(Place.STATEMENT);
        for (int i = 0; i < tokens.size(); i++) {
            read.token(tokens, i);
        }
        return read;
    }

    /** The statement first, then others as they open. */
    public List<Subselect> all() {
        return List.copyOf(found);
    }

    /** True if the statement itself is a UNION, INTERSECT or EXCEPT. */
    public boolean isSetOperation() {
        return setOperation;
    }

    /** True if an unquoted word stands in the statement itself, outside of all SELECTs in it. */
    public boolean says(String word) {
        return words.contains(word);
    }

    /**
     * The SELECT whose table the planner calls so. It numbers names that come again: the first is {@code a}, the
     * next {@code a_1}.
     *
     * @return null if no FROM names it, as for a table of a view
     */
    public Subselect of(String alias, boolean exact) {
        String base = exact ? alias : alias.replaceFirst("_\\d+$", "");
        int number = base.equals(alias) ? 0 : Integer.parseInt(alias.substring(base.length() + 1));
        List<Subselect> named = found.stream().filter(each -> each.names().contains(base))
                .sorted((one, other) -> Integer.compare(one.depth(), other.depth())).toList();
        return named.isEmpty() ? null : named.get(Math.min(number, named.size() - 1));
    }

    @SuppressWarnings("ReferenceEquality") // Two SELECTs may be written alike.
    private void token(List<SqlLexer.Token> tokens, int i) {
        var token = tokens.get(i);
        Level level = levels.peek();
        if (token.is("(")) {
            String next = i + 1 < tokens.size() ? tokens.get(i + 1).word() : "";
            if (BEGINS.contains(next) || (next.isEmpty() && i + 1 < tokens.size() && tokens.get(i + 1).is("(")
                    && level.expectsTable)) {
                open(place(tokens, i, level));
            } else {
                levels.push(new Level(level.select, level.expectsTable));
            }
        } else if (token.is(")")) {
            close();
        } else {
            setOperation |= levels.size() == 1 && Set.of("union", "intersect", "except").contains(token.word());
            if (level.select == found.get(0)) {
                words.add(token.word());
            }
            level.read(token, i > 0 ? tokens.get(i - 1) : null);
        }
    }

    private static Place place(List<SqlLexer.Token> tokens, int i, Level level) {
        String before = i > 0 ? tokens.get(i - 1).word() : "";
        return switch (before) {
            case "exists" -> Place.EXISTS;
            case "in", "any", "some", "all" -> Place.IN;
            case "lateral" -> Place.LATERAL;
            case "as", "materialized" -> Place.WITH;
            default -> level.expectsTable ? Place.FROM : Place.SCALAR;
        };
    }

    private void open(Place place) {
        long depth = levels.stream().map(each -> System.identityHashCode(each.select)).distinct().count();
        var select = new Subselect(place, (int) depth, new ArrayList<>());
        found.add(select);
        levels.push(new Level(select, false));
    }

    private void close() {
        if (levels.size() > 1) {
            levels.pop();
            levels.peek().closed();
        }
    }

    /** A pair of parentheses, in the FROM of a SELECT or elsewhere in it. */
    private static final class Level {

        private final Subselect select;
        private boolean expectsTable;
        private boolean expectsAlias;
        private boolean inFrom;
        private boolean ofTable;

        private Level(Subselect select, boolean expectsTable) {
            this.select = select;
            this.expectsTable = expectsTable;
            this.inFrom = expectsTable;
        }

        private void closed() {
            expectsAlias = expectsTable;
            expectsTable = false;
            ofTable = false;
        }

        private void read(SqlLexer.Token token, SqlLexer.Token before) {
            String word = token.word();
            if (TABLES_BEGIN.contains(word) || (token.is(",") && inFrom)) {
                inFrom = true;
                expectsTable = true;
                expectsAlias = false;
            } else if (FROM_ENDS.contains(word) || word.equals("on")) {
                inFrom &= word.equals("on");
                expectsTable = false;
                expectsAlias = false;
            } else if (isName(token) && !NO_NAMES.contains(word)) {
                name(token, before);
            }
        }

        private static boolean isName(SqlLexer.Token token) {
            return token.kind() == SqlLexer.TokenKind.WORD
                    || (token.kind() == SqlLexer.TokenKind.QUOTED && token.text().startsWith("\""));
        }

        /** A table, what follows the dot after a schema, or what a table is called here. */
        private void name(SqlLexer.Token token, SqlLexer.Token before) {
            String name = token.name();
            boolean qualified = before != null && before.is(".");
            if (expectsTable || (qualified && expectsAlias)) {
                if (qualified && !expectsTable) {
                    select.names().remove(select.names().size() - 1);
                }
                select.names().add(name);
                expectsTable = false;
                expectsAlias = true;
                ofTable = true;
            } else if (expectsAlias) {
                if (ofTable) {
                    select.names().set(select.names().size() - 1, name);
                }
                expectsAlias = false;
            }
        }
    }
}

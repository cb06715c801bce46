package shardlab.advise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * What stands in for types, functions and schemas that a server lacks, such as those of an extension, so that the tables
 * which use them can be made: a domain over text, a function that answers NULL. What the server complained of tells which.
 */
final class StandIns {

    private static final String UNDEFINED_OBJECT = "42704";
    private static final String UNDEFINED_FUNCTION = "42883";
    private static final String INVALID_SCHEMA = "3F000";
    private static final String SYNTAX_ERROR = "42601";
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern QUALIFIED = Pattern.compile(NAME + "(?:\\s*\\.\\s*" + NAME + ")?");
    private static final Pattern MODIFIER = Pattern.compile("(" + QUALIFIED + ")\\s*\\([^()]*\\)");
    private static final Pattern SIGNATURE = Pattern.compile("\\S*\\(([^()]*)\\)");
    private static final Pattern QUOTED = Pattern.compile("[\"«„“]([^\"«»„“”]+)[\"»“”]");
    private static final Pattern OF_TABLES = Pattern.compile("(?is)(create|alter)\\b.*");

    private final Session empty;
    private final Set<String> types = new LinkedHashSet<>();
    private final Map<String, StandInFunction> functions = new LinkedHashMap<>();
    private final Set<String> schemas = new LinkedHashSet<>();
    private final List<String> madeNow = new ArrayList<>();
    private StandInFunction last;

    StandIns(Session empty) {
        this.empty = empty;
    }

    /** What was made, a sentence each. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        schemas.forEach(name -> told.add("the schema " + name + " is not there: an empty one was made"));
        types.forEach(name -> told.add("the type " + name + " is not there: text stands in, and its columns are compared "
                + "and hashed as that"));
        functions.values().stream().filter(StandInFunction::stands).forEach(function -> told.add("the function "
                + function.call() + " is not there: one that answers NULL stands in"));
        return told;
    }

    /** Runs a statement, and again with stand-ins for what is missing; those that did not help go again. */
    void run(String sql) {
        last = null;
        madeNow.clear();
        String tried = sql;
        while (true) {
            try {
                empty.execute(tried);
                return;
            } catch (SqlException e) {
                tried = mended(tried, e).orElseThrow(() -> {
                    madeNow.forEach(this::unmake);
                    return e;
                });
            }
        }
    }

    private void unmake(String type) {
        empty.execute("drop domain " + type + " cascade");
        types.remove(type);
    }

    private Optional<String> mended(String sql, SqlException e) {
        if (e.serverMessage() == null || !OF_TABLES.matcher(sql).matches()) {
            return Optional.empty();
        }
        return switch (String.valueOf(e.sqlState())) {
            case UNDEFINED_OBJECT -> name(sql, e).filter(this::madeType).map(name -> sql);
            case UNDEFINED_FUNCTION -> name(sql, e).filter(name -> madeFunction(name, e.what()))
                    .or(() -> anotherFunction(e)).map(name -> sql);
            case INVALID_SCHEMA -> quoted(e.what()).filter(this::madeSchema).map(name -> sql);
            case SYNTAX_ERROR -> withoutModifier(sql, e);
            default -> anotherFunction(e).map(name -> sql);
        };
    }

    /** The name that stands where the server complained. */
    private static Optional<String> name(String sql, SqlException e) {
        return at(QUALIFIED, sql, e).map(Matcher::group);
    }

    private static Optional<Matcher> at(Pattern pattern, String sql, SqlException e) {
        if (e.position() <= 0) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(sql).region(sql.offsetByCodePoints(0, e.position() - 1), sql.length());
        return matcher.lookingAt() ? Optional.of(matcher) : Optional.empty();
    }

    private static Optional<String> quoted(String message) {
        Matcher matcher = QUOTED.matcher(message);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private boolean madeType(String name) {
        boolean made = !types.contains(name) && made("create domain " + name + " as text");
        if (made) {
            types.add(name);
            madeNow.add(name);
        }
        return made;
    }

    private boolean madeSchema(String name) {
        return schemas.add(name) && made(empty.format("create schema %I", name));
    }

    private boolean made(String sql) {
        try {
            empty.execute(sql);
            return true;
        } catch (SqlException e) {
            return false;
        }
    }

    private boolean madeFunction(String name, String message) {
        Matcher signature = SIGNATURE.matcher(message);
        if (!signature.find()) {
            return false;
        }
        String arguments = signature.group(1).replaceAll("\\bunknown\\b", "text");
        String call = name + "(" + arguments + ")";
        if (functions.containsKey(call)) {
            return false;
        }
        last = new StandInFunction(empty, call);
        functions.put(call, last);
        return last.next();
    }

    /** The server took the stand-in and not what it returns: another of its kind. */
    private Optional<String> anotherFunction(SqlException e) {
        return last != null && last.next() ? Optional.of(e.what()) : Optional.empty();
    }

    /** {@code vector(3)} where a domain stands in for {@code vector}, which takes no modifier. */
    private Optional<String> withoutModifier(String sql, SqlException e) {
        return at(MODIFIER, sql, e).filter(matcher -> types.contains(matcher.group(1)))
                .map(matcher -> sql.substring(0, matcher.end(1)) + sql.substring(matcher.end()));
    }
}

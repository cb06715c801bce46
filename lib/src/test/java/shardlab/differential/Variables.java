package shardlab.differential;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables of a template, {@code @t} and {@code @t.c} and {@code ^new}: bound when first met, then the same. */
final class Variables {

    private static final Pattern VARIABLE = Pattern.compile(
            "@([a-z]\\w*)(?::([a-z]+))?(?:\\.(\\*|[a-z]\\w*)(?::([a-z]+))?(?:~@([a-z]\\w*\\.[a-z]\\w*))?)?(['!?%])?");
    private static final Pattern FRESH = Pattern.compile("\\^([a-z]\\w*)(')?");
    private static final List<String> PARTS = List.of("index", "constraint", "check", "foreign", "policy", "trigger");

    private final Scope scope;
    private final Choices choices;
    private final Literals literals;
    private final Names names;

    Variables(Scope scope, Choices choices, Literals literals, Names names) {
        this.scope = scope;
        this.choices = choices;
        this.literals = literals;
        this.names = names;
    }

    /** Reads the variable at an index, appends what it stands for, and returns where it ends. */
    int read(String template, int at, StringBuilder text) {
        boolean fresh = template.charAt(at) == '^';
        Matcher matcher = (fresh ? FRESH : VARIABLE).matcher(template).region(at, template.length());
        if (!matcher.lookingAt()) {
            text.append(template.charAt(at));
            return at + 1;
        }
        text.append(fresh ? fresh(matcher) : value(matcher));
        return matcher.end();
    }

    private String fresh(Matcher matcher) {
        String name = scope.words().computeIfAbsent('^' + matcher.group(1), key -> names.fresh(matcher.group(1)));
        return matcher.group(2) == null ? name : Names.literal(name);
    }

    private String value(Matcher matcher) {
        String name = matcher.group(1);
        String kind = text(matcher.group(2));
        boolean marked = matcher.group(6) != null;
        if (matcher.group(3) != null) {
            return member(table(name, kind), name + '.' + matcher.group(3), matcher);
        } else if (kind.equals("enum") || scope.words().containsKey(name)) {
            String type = scope.words().computeIfAbsent(name, key -> choices.enumName());
            return marked ? choices.label(type) : type;
        }
        String table = table(name, kind).name();
        return marked ? Names.literal(table) : table;
    }

    private Schema.Table table(String name, String kind) {
        Schema.Table bound = scope.tables().get(name);
        Schema.Table table = bound == null ? choices.table(kind, scope) : bound;
        scope.tables().put(name, table);
        return table;
    }

    private String member(Schema.Table table, String place, Matcher matcher) {
        String hint = text(matcher.group(4));
        String mark = text(matcher.group(6));
        if (place.endsWith(".*")) {
            return list(table, mark);
        } else if (PARTS.contains(hint) || scope.words().containsKey(place)) {
            return scope.words().computeIfAbsent(place, key -> choices.part(table, hint));
        }
        return marked(column(table, place, hint, matcher.group(5)), mark);
    }

    private static String text(String group) {
        return group == null ? "" : group;
    }

    private Schema.Column column(Schema.Table table, String place, String hint, String like) {
        Schema.Column bound = scope.columns().get(place);
        if (bound != null) {
            return bound;
        }
        Schema.Column other = like == null ? null : scope.columns().get(like);
        if (like != null && other == null) {
            throw new IllegalArgumentException("@" + place + " is to be like @" + like + ", which comes later");
        }
        Schema.Column found = like == null ? choices.column(table, hint) : choices.columnLike(table, hint, other);
        scope.columns().put(place, found);
        return found;
    }

    private String marked(Schema.Column column, String mark) {
        return switch (mark) {
            case "'" -> Names.bareLiteral(column.name());
            case "!" -> literals.sql(column);
            case "?" -> literals.sqlOrNull(column);
            case "%" -> column.type();
            default -> column.name();
        };
    }

    /** All columns that take values: their names, a row of values, or a row of CSV. */
    private String list(Schema.Table table, String mark) {
        Function<Schema.Column, String> each = switch (mark) {
            case "!" -> literals::sqlOrNull;
            case "%" -> literals::csv;
            default -> Schema.Column::name;
        };
        return table.columns().stream().filter(column -> !column.filled()).map(each)
                .collect(Collectors.joining(mark.equals("%") ? "," : ", "));
    }
}

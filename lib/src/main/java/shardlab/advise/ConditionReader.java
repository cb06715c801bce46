package shardlab.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Equalities in a condition as EXPLAIN writes it. The server puts every operation in parentheses and qualifies every
 * column, so a condition is a tree of parentheses whose leaves are few; whatever has another form says nothing here.
 */
final class ConditionReader {

    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"]|\"\")*\"|[EB]?'(?:[^']|'')*'|\\d+\\.\\d+|[\\w$]+|::"
            + "|[()\\[\\],.]|[-+*/<>=~!@#%^&|`?]+");

    private static final Set<List<Object>> NUMBERS = Set.of(List.of("numeric"), List.of("bigint"), List.of("integer"),
            List.of("double", "precision"));

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private ConditionReader(String text) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
    }

    /** All equalities that must hold where the condition does. */
    static List<Equality> equalities(String condition) {
        List<Equality> found = new ArrayList<>();
        collect(new ConditionReader(condition).group(), found);
        return found;
    }

    /** A column, a constant or a parameter; empty for any other expression. */
    static Optional<Operand> operand(String expression) {
        return operandOf(new ConditionReader(expression).group());
    }

    /** What stands between two parentheses: words as they are, inner parentheses as lists. */
    private List<Object> group() {
        List<Object> parts = new ArrayList<>();
        while (at < tokens.size()) {
            String token = tokens.get(at++);
            if (token.equals(")")) {
                return parts;
            }
            parts.add(token.equals("(") ? group() : token);
        }
        return parts;
    }

    private static void collect(List<Object> written, List<Equality> found) {
        List<Object> parts = unwrapped(written);
        if (parts.contains("AND") && !parts.contains("OR")) {
            split(parts, "AND").forEach(part -> collect(part, found));
            return;
        }
        if (parts.contains("OR")) {
            found.addAll(alternatives(split(parts, "OR")));
            return;
        }
        List<List<Object>> sides = split(parts, "=");
        if (sides.size() == 2) {
            compare(sides.get(0), sides.get(1)).ifPresent(found::add);
        }
    }

    /** A column that equals a value in each of several conditions is as good as compared with a list. */
    private static List<Equality> alternatives(List<List<Object>> parts) {
        List<List<Equality>> all = new ArrayList<>();
        for (List<Object> part : parts) {
            List<Equality> some = new ArrayList<>();
            collect(part, some);
            all.add(some.stream().filter(each -> !each.right().isColumn()).toList());
        }
        var listed = new Operand(Operand.Kind.CONSTANT, parts.toString());
        return all.get(0).stream().map(Equality::left).filter(column -> all.stream().allMatch(some -> some.stream()
                .anyMatch(each -> each.left().equals(column)))).map(column -> new Equality(column, listed, true)).toList();
    }

    private static Optional<Equality> compare(List<Object> left, List<Object> right) {
        boolean any = right.size() == 2 && "ANY".equals(right.get(0));
        Optional<Operand> one = operandOf(left);
        Optional<Operand> other = any ? Optional.of(new Operand(Operand.Kind.CONSTANT, right.toString())) : operandOf(right);
        if (one.isEmpty() || other.isEmpty() || !(one.get().isColumn() || other.get().isColumn())) {
            return Optional.empty();
        }
        return Optional.of(Equality.of(one.get(), other.get(), any));
    }

    /** A text cast changes no value of varchar; another name of a constant's type changes none. */
    private static Optional<Operand> operandOf(List<Object> written) {
        List<Object> parts = unwrapped(written);
        int cast = parts.indexOf("::");
        if (cast > 0) {
            Optional<Operand> inner = operandOf(parts.subList(0, cast));
            List<Object> type = parts.subList(cast + 1, parts.size());
            return inner.flatMap(each -> each.isColumn() ? cast(each, type) : inner);
        }
        if (parts.size() == 3 && ".".equals(parts.get(1)) && parts.get(0) instanceof String alias
                && parts.get(2) instanceof String column) {
            return Optional.of(new Operand(Operand.Kind.COLUMN, unquoted(alias) + "." + unquoted(column)));
        }
        return parts.size() == 1 && parts.get(0) instanceof String word && isConstant(word)
                ? Optional.of(new Operand(Operand.Kind.CONSTANT, word)) : Optional.empty();
    }

    private static Optional<Operand> cast(Operand column, List<Object> type) {
        Operand.Kind kind = type.equals(List.of("text")) ? Operand.Kind.TEXT
                : NUMBERS.contains(type) ? Operand.Kind.NUMBER : Operand.Kind.CONSTANT;
        return kind == Operand.Kind.CONSTANT ? Optional.empty() : Optional.of(new Operand(kind, column.name()));
    }

    private static boolean isConstant(String word) {
        return word.matches("\\$?\\d+(?:\\.\\d+)?|true|false|[EB]?'(?s:.*)'");
    }

    private static List<List<Object>> split(List<Object> parts, String separator) {
        List<List<Object>> sides = new ArrayList<>();
        sides.add(new ArrayList<>());
        for (Object part : parts) {
            if (separator.equals(part)) {
                sides.add(new ArrayList<>());
            } else {
                sides.get(sides.size() - 1).add(part);
            }
        }
        return sides;
    }

    @SuppressWarnings("unchecked") // group() puts no other lists into a list
    private static List<Object> unwrapped(List<Object> written) {
        List<Object> parts = written;
        while (parts.size() == 1 && parts.get(0) instanceof List<?> inner) {
            parts = (List<Object>) inner;
        }
        return parts;
    }

    static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}

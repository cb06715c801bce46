package shardlab.differential;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Picks tables and columns of the schema for a template's variables, by the hints that it gives. */
final class Choices {

    private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric");
    private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");
    private static final Set<String> TEXTS = Set.of("text", "character varying");

    private final Schema schema;
    private final Dice dice;

    Choices(Schema schema, Dice dice) {
        this.schema = schema;
        this.dice = dice;
    }

    /** A table of the kind hinted at; {@code mate} wants one distributed by the same type as another. */
    Schema.Table table(String hint, Scope scope) {
        Predicate<Schema.Table> fits = switch (hint) {
            case "" -> ordinary();
            case "any" -> table -> true;
            case "table" -> table -> !table.kind().equals("view");
            case "dist" -> table -> table.kind().equals("distributed");
            case "ref" -> table -> table.kind().equals("reference");
            case "shared" -> table -> Set.of("distributed", "reference").contains(table.kind());
            case "mate" -> mateOf(scope.tables().get("t"));
            case "local", "view" -> table -> table.kind().equals(hint);
            default -> throw new IllegalArgumentException("no kind of table is called " + hint);
        };
        return dice.oneOf(schema.tables().stream().filter(fits).toList());
    }

    /** Mostly what is shared out, at times a local table. */
    private Predicate<Schema.Table> ordinary() {
        String kind = dice.percent(60) ? "distributed" : dice.percent(75) ? "reference" : "local";
        return table -> table.kind().equals(kind);
    }

    private static Predicate<Schema.Table> mateOf(Schema.Table table) {
        String type = distributionType(table);
        return other -> type != null && type.equals(distributionType(other));
    }

    private static String distributionType(Schema.Table table) {
        return table == null ? null
                : table.columns().stream().filter(Schema.Column::distribution).map(Schema.Column::base).findFirst()
                        .orElse(null);
    }

    /** A column of a table as hinted at. */
    Schema.Column column(Schema.Table table, String hint) {
        return dice.oneOf(columns(table, hint).toList());
    }

    /** A column as hinted at, of the same type as another. */
    Schema.Column columnLike(Schema.Table table, String hint, Schema.Column other) {
        return dice.oneOf(columns(table, hint).filter(column -> column.base().equals(other.base())).toList());
    }

    private static Stream<Schema.Column> columns(Schema.Table table, String hint) {
        return table.columns().stream().filter(switch (hint) {
            case "", "any" -> column -> true;
            case "dist" -> Schema.Column::distribution;
            case "key" -> Schema.Column::key;
            case "rest" -> column -> !column.distribution();
            case "free" -> column -> !column.key() && !column.distribution() && !column.filled();
            case "null" -> column -> !column.notNull() && !column.distribution() && !column.filled();
            case "num" -> column -> NUMBERS.contains(column.base());
            case "int" -> column -> WHOLE.contains(column.base());
            case "text" -> column -> TEXTS.contains(column.base());
            case "ordered" -> column -> !Set.of("json", "jsonb", "inet").contains(column.base());
            case "equal" -> column -> !column.base().equals("json");
            case "bool" -> column -> column.base().equals("boolean");
            case "json" -> column -> column.base().equals("jsonb");
            case "array" -> column -> column.base().endsWith("[]");
            case "freenum" -> column -> NUMBERS.contains(column.base()) && !column.key() && !column.distribution()
                    && !column.filled();
            case "freetext" -> column -> TEXTS.contains(column.base()) && !column.key() && !column.distribution()
                    && !column.filled();
            default -> throw new IllegalArgumentException("no kind of column is called " + hint);
        });
    }

    /** The name of something that hangs on a table: an index, a constraint, a policy, a trigger. */
    String part(Schema.Table table, String kind) {
        return dice.oneOf(table.parts().getOrDefault(kind, List.of()));
    }

    /** An enum's name. */
    String enumName() {
        return dice.oneOf(List.copyOf(schema.enums().keySet()));
    }

    /** A label of an enum, as a literal. */
    String label(String enumName) {
        return dice.oneOf(schema.enums().getOrDefault(enumName, List.of()));
    }
}

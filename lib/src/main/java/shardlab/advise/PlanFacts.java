package shardlab.advise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shardlab.sql.Assignments;

/** Reads the facts of one statement from its plan. */
final class PlanFacts {

    /** Functions that give each row another value. */
    private static final Pattern DRAWS = Pattern.compile(
            "\\b(?:random|gen_random_uuid|uuidv4|uuidv7|uuid_generate_v\\d\\w*|clock_timestamp)\\(");

    private final SourceSchema schema;
    private final List<Occurrence> occurrences = new ArrayList<>();
    private final List<Equality> equalities = new ArrayList<>();
    private final Map<String, Operand> derived = new HashMap<>();
    private String operation = "Select";
    private Occurrence write;
    private boolean locks;
    private boolean severalRows;
    private boolean drawsNumbers;
    private boolean draws;
    private final Set<String> withoutValue = new LinkedHashSet<>();

    private PlanFacts(SourceSchema schema) {
        this.schema = schema;
    }

    /** @param sql the statement's text, which tells what a plan does not: where a SELECT stood, and what is set */
    static QueryFacts of(JsonNode written, String sql, SourceSchema schema) {
        var facts = new PlanFacts(schema);
        JsonNode plan = new PartitionScans(schema).merged(written);
        facts.visit(plan, plan);
        List<Equality> equalities = facts.resolved();
        QueryPart statement = new PartReader(sql, facts::column, facts::isFloat).read(plan);
        return new QueryFacts(List.copyOf(facts.occurrences), equalities, Optional.ofNullable(facts.write),
                facts.operation, facts.locks, facts.severalRows, facts.drawsNumbers, facts.draws,
                Set.copyOf(facts.withoutValue),
                changed(sql, equalities), statement);
    }

    @SuppressWarnings("ReferenceEquality") // Two nodes of a plan may say the same.
    private void visit(JsonNode node, JsonNode top) {
        String type = node.path("Node Type").asText();
        locks |= type.equals("LockRows");
        if (node.has("Relation Name")) {
            addOccurrence(node, node == top && type.equals("ModifyTable"));
        }
        conditions(node);
        node.path("Plans").forEach(child -> visit(child, top));
        if (type.equals("Subquery Scan")) {
            derive(node);
        }
    }

    /** What is set to another value than the condition asks for. */
    private static Set<String> changed(String sql, List<Equality> equalities) {
        Map<String, String> assigned = Assignments.of(sql);
        return assigned.keySet().stream()
                .filter(column -> !assigned.get(column).matches("(\\w+\\.)?" + Pattern.quote(column)))
                .filter(column -> equalities.stream().noneMatch(each ->
                        isPair(each.left(), each.right(), column, assigned.get(column))
                        || isPair(each.right(), each.left(), column, assigned.get(column))))
                .collect(Collectors.toSet());
    }

    /** Citus looks at this before a parameter has its value. */
    private static boolean isPair(Operand one, Operand other, String column, String value) {
        return !value.startsWith("$") && one.name().endsWith("." + column) && other.name().equals(value);
    }

    /** Where a plan has one table, it names it before no column. */
    private boolean isFloat(String written) {
        String column = ConditionReader.operand(written).map(Operand::name)
                .orElseGet(() -> occurrences.get(0).alias() + "." + ConditionReader.unquoted(written));
        return known(column).filter(each -> each.type().matches("double precision|real")).isPresent();
    }

    /** A column by {@code alias.column}; empty if it is of no table. */
    private Optional<AdviseColumn> known(String column) {
        int dot = column.indexOf('.');
        return occurrences.stream().filter(each -> dot > 0 && each.alias().equals(column.substring(0, dot))).findFirst()
                .map(each -> schema.tables().get(each.table()).columns().get(column.substring(dot + 1)));
    }

    /** An expression as {@code alias.column}; an empty text if it is no column of a table. */
    private String column(String expression) {
        return ConditionReader.operand(expression).map(this::resolved)
                .filter(each -> each.kind() == Operand.Kind.COLUMN).map(Operand::name).orElse("");
    }

    private void addOccurrence(JsonNode node, boolean writes) {
        AdviseTable table = schema.tableOf(PartitionScans.relation(node));
        if (table == null) {
            return;
        }
        var found = new Occurrence(node.path("Alias").asText(), table.name());
        if (writes) {
            write = found;
            operation = node.path("Operation").asText();
            if (operation.equals("Insert")) {
                insert(node.path("Plans").path(0), table, found);
            }
        }
        if (occurrences.stream().noneMatch(each -> each.alias().equals(found.alias()))) {
            occurrences.add(found);
        }
    }

    /** What an INSERT's plan returns are the values of the table's columns in their order, dropped ones too. */
    private void insert(JsonNode source, AdviseTable table, Occurrence target) {
        severalRows = source.path("Node Type").asText().equals("Values Scan");
        drawsNumbers = source.path("Output").toString().contains("nextval(");
        draws = DRAWS.matcher(source.toString()).find();
        JsonNode output = source.path("Output");
        for (int i = 0; i < Math.min(output.size(), table.attributes().size()); i++) {
            var column = new Operand(Operand.Kind.COLUMN, target.alias() + "." + table.attributes().get(i));
            if (output.path(i).asText().startsWith("NULL::")) {
                withoutValue.add(table.attributes().get(i));
            }
            ConditionReader.operand(output.path(i).asText()).ifPresent(value ->
                    equalities.add(new Equality(column, value, false)));
        }
    }

    private void conditions(JsonNode node) {
        boolean outer = Set.of("Left", "Right", "Full", "Anti", "Right Anti").contains(node.path("Join Type").asText());
        for (String name : List.of("Hash Cond", "Merge Cond", "Join Filter", "Filter", "Index Cond", "Recheck Cond")) {
            if (node.has(name)) {
                ConditionReader.equalities(node.path(name).asText()).stream()
                        .filter(each -> !outer || each.right().isColumn()).forEach(equalities::add);
            }
        }
    }

    /** A column of a subquery is the column of a table below it that is called so, or that stands where it stands. */
    private void derive(JsonNode scan) {
        JsonNode outer = scan.path("Output");
        List<Optional<Operand>> inner = operands(scan.path("Plans").path(0).path("Output"));
        for (int i = 0; i < outer.size(); i++) {
            Optional<Operand> name = ConditionReader.operand(outer.path(i).asText()).filter(Operand::isColumn);
            int place = i;
            name.flatMap(each -> inner.stream().flatMap(Optional::stream)
                    .filter(other -> isNamesake(each, other)).findFirst()
                    .or(() -> inner.size() == outer.size() ? inner.get(place) : Optional.empty()))
                    .ifPresent(value -> derived.put(name.get().name(), value));
        }
    }

    private static List<Optional<Operand>> operands(JsonNode output) {
        List<Optional<Operand>> operands = new ArrayList<>();
        output.forEach(each -> operands.add(ConditionReader.operand(each.asText())));
        return operands;
    }

    private static boolean isNamesake(Operand one, Operand other) {
        return other.isColumn() && one.name().replaceFirst(".*\\.", "").equals(other.name().replaceFirst(".*\\.", ""));
    }

    private List<Equality> resolved() {
        return equalities.stream().map(each -> Equality.of(resolved(each.left()), resolved(each.right()), each.any()))
                .filter(each -> each.left().isColumn() && isPlain(each.left()) && isPlain(each.right())).toList();
    }

    /** A cast that changes no value, so that the shard is the same: varchar to text, and a whole number to another kind. */
    private boolean isPlain(Operand operand) {
        String types = switch (operand.kind()) {
            case TEXT -> "text|varchar|";
            case NUMBER -> "int2|int4|int8";
            default -> ".*";
        };
        return !operand.isColumn() || operand.kind() == Operand.Kind.COLUMN || known(operand.name())
                .filter(each -> each.values().hashType().matches(types)).isPresent();
    }

    private Operand resolved(Operand operand) {
        Operand now = operand;
        for (int i = 0; i < derived.size() && derived.containsKey(now.name()); i++) {
            now = derived.get(now.name());
        }
        return now;
    }
}

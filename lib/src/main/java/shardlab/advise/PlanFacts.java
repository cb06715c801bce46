package shardlab.advise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the facts of one statement from its plan. */
final class PlanFacts {

    private final SourceSchema schema;
    private final List<Occurrence> occurrences = new ArrayList<>();
    private final List<Equality> equalities = new ArrayList<>();
    private final Map<String, Operand> derived = new HashMap<>();
    private final Set<String> joins = new LinkedHashSet<>();
    private String operation = "Select";
    private Occurrence write;
    private boolean locks;
    private boolean severalRows;
    private boolean correlated;
    private final Set<String> whole = new LinkedHashSet<>();
    private int blocks;
    private int joinsAbove;

    private PlanFacts(SourceSchema schema) {
        this.schema = schema;
    }

    static QueryFacts of(JsonNode plan, SourceSchema schema) {
        var facts = new PlanFacts(schema);
        facts.visit(plan, 0);
        return new QueryFacts(List.copyOf(facts.occurrences), facts.resolved(), Optional.ofNullable(facts.write),
                facts.operation, Set.copyOf(facts.joins), facts.locks, facts.severalRows, facts.correlated,
                Set.copyOf(facts.whole));
    }

    private void visit(JsonNode node, int block) {
        String type = node.path("Node Type").asText();
        locks |= type.equals("LockRows");
        if (node.has("Join Type")) {
            joins.add(node.path("Join Type").asText());
        }
        if (node.has("Relation Name")) {
            addOccurrence(node, type, block);
        }
        conditions(node);
        int before = occurrences.size();
        joinsAbove += node.has("Join Type") ? 1 : 0;
        node.path("Plans").forEach(child -> visit(child, blockOf(child, block)));
        joinsAbove -= node.has("Join Type") ? 1 : 0;
        if (block == 0 && joinsAbove > 0 && needsAllRows(node, type)) {
            occurrences.subList(before, occurrences.size()).forEach(each -> whole.add(each.alias()));
        }
        if (type.equals("Subquery Scan")) {
            derive(node);
        }
    }

    private static boolean needsAllRows(JsonNode node, String type) {
        return type.equals("Limit") || (type.equals("Aggregate") && node.path("Strategy").asText().equals("Plain"));
    }

    /** An InitPlan or a SubPlan runs apart from the rest. */
    private int blockOf(JsonNode child, int block) {
        String place = child.path("Parent Relationship").asText();
        boolean apart = place.equals("InitPlan") || place.equals("SubPlan");
        correlated |= place.equals("SubPlan") && !child.path("Subplan Name").asText().startsWith("CTE");
        return apart ? ++blocks : block;
    }

    private void addOccurrence(JsonNode node, String type, int block) {
        String relation = node.path("Schema").asText() + "." + node.path("Relation Name").asText();
        AdviseTable table = schema.tableOf(relation);
        if (table == null) {
            return;
        }
        var found = new Occurrence(node.path("Alias").asText(), table.name(), block);
        if (type.equals("ModifyTable")) {
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
        JsonNode output = source.path("Output");
        for (int i = 0; i < Math.min(output.size(), table.attributes().size()); i++) {
            var column = new Operand(Operand.Kind.COLUMN, target.alias() + "." + table.attributes().get(i));
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

    /** A column of a subquery is the column of a table below it, where both have as many, in the same order. */
    private void derive(JsonNode scan) {
        JsonNode outer = scan.path("Output");
        JsonNode inner = scan.path("Plans").path(0).path("Output");
        for (int i = 0; outer.size() == inner.size() && i < outer.size(); i++) {
            Optional<Operand> name = ConditionReader.operand(outer.path(i).asText());
            Optional<Operand> value = ConditionReader.operand(inner.path(i).asText());
            if (name.isPresent() && value.isPresent() && name.get().isColumn()) {
                derived.put(name.get().name(), value.get());
            }
        }
    }

    private List<Equality> resolved() {
        return equalities.stream().map(each -> Equality.of(resolved(each.left()), resolved(each.right()), each.any()))
                .filter(each -> each.left().isColumn()).toList();
    }

    private Operand resolved(Operand operand) {
        Operand now = operand;
        for (int i = 0; i < derived.size() && derived.containsKey(now.name()); i++) {
            now = derived.get(now.name());
        }
        return now;
    }
}

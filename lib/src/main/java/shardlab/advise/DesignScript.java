package shardlab.advise;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that bring a design about, in an order in which Citus takes them: foreign keys go, keys change, reference
 * tables are made, then distributed ones, each group of co-located tables by the name of its first, and foreign keys come
 * back.
 */
final class DesignScript {

    private final SourceSchema schema;
    private final Candidates candidates;
    private final Design design;
    private final DesignKeys keys;

    DesignScript(SourceSchema schema, Candidates candidates, Design design) {
        this.schema = schema;
        this.candidates = candidates;
        this.design = design;
        this.keys = new DesignKeys(schema, candidates, design);
    }

    SourceSchema schema() {
        return schema;
    }

    /** Every statement without its semicolon, to be run in one transaction. */
    List<String> statements(int shards) {
        List<String> all = new ArrayList<>(List.of("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'",
                "SET LOCAL citus.shard_count TO " + shards));
        if (!triggers().isEmpty()) {
            all.add("SET LOCAL citus.enable_unsafe_triggers TO on");
        }
        all.addAll(keys.dropped());
        all.addAll(keys.changed());
        placed().stream().filter(table -> !design.of(table.name()).isDistributed())
                .forEach(table -> all.add("SELECT create_reference_table(" + literal(table.sql()) + ")"));
        all.addAll(distributed());
        all.addAll(keys.putBack());
        return List.copyOf(all);
    }

    /** Tables with triggers that the design does not leave as they are, with the triggers' names. */
    List<String> triggers() {
        return placed().stream().filter(table -> !table.triggers().isEmpty())
                .map(table -> table.sql() + ": " + String.join(", ", table.triggers())).toList();
    }

    /** What the statements take away for good, a sentence each. */
    List<String> lost() {
        return keys.lost();
    }

    private List<AdviseTable> placed() {
        return schema.tables().values().stream()
                .filter(table -> design.of(table.name()).kind() != TablePlace.PlaceKind.LOCAL).toList();
    }

    private List<String> distributed() {
        List<AdviseTable> firsts = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        for (AdviseTable table : placed()) {
            if (design.of(table.name()).isDistributed()) {
                String beside = firsts.stream().filter(other -> areTogether(other, table)).findFirst()
                        .map(AdviseTable::sql).orElse("none");
                if (beside.equals("none")) {
                    firsts.add(table);
                }
                statements.add("SELECT create_distributed_table(" + literal(table.sql()) + ", "
                        + literal(design.of(table.name()).column()) + ", colocate_with => " + literal(beside) + ")");
            }
        }
        return statements;
    }

    private boolean areTogether(AdviseTable one, AdviseTable other) {
        String column = design.of(one.name()).column();
        String otherColumn = design.of(other.name()).column();
        return candidates.areAlike(one.name(), column, other.name(), otherColumn)
                && one.columns().get(column).baseType().equals(other.columns().get(otherColumn).baseType());
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

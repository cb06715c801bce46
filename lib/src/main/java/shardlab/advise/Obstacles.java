package shardlab.advise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What Citus would refuse of a schema under a design, each with what mends it. */
final class Obstacles {

    private final SourceSchema schema;
    private final Rule rule;
    private final Candidates candidates;
    private final Growth growth;
    private final IdentityHashMap<Object, Map<List<TablePlace>, List<Obstacle>>> known = new IdentityHashMap<>();

    Obstacles(SourceSchema schema, Rule rule, Candidates candidates, Growth growth) {
        this.growth = growth;
        this.candidates = candidates;
        this.schema = schema;
        this.rule = rule;
    }

    List<Obstacle> of(Design design) {
        List<Obstacle> found = new ArrayList<>();
        schema.keys().forEach(key -> found.addAll(remembered(key, List.of(design.of(key.table())),
                () -> of(each -> addKey(key, design, each)))));
        schema.references().forEach(key -> found.addAll(remembered(key, List.of(design.of(key.table()),
                design.of(key.target())), () -> of(each -> addForeignKey(key, design, each)))));
        schema.tables().values().forEach(table -> found.addAll(remembered(table, List.of(design.of(table.name())),
                () -> of(each -> addTable(table, design.of(table.name()), each)))));
        return found;
    }

    /** What stands in the way of one thing depends on its own tables alone: a search asks it again and again. */
    private List<Obstacle> remembered(Object thing, List<TablePlace> places, Supplier<List<Obstacle>> found) {
        return known.computeIfAbsent(thing, each -> new HashMap<>()).computeIfAbsent(places, each -> found.get());
    }

    private static List<Obstacle> of(Consumer<List<Obstacle>> adding) {
        List<Obstacle> found = new ArrayList<>();
        adding.accept(found);
        return found;
    }

    private void addKey(TableKey key, Design design, List<Obstacle> found) {
        var keys = new DesignKeys(schema, candidates, design);
        if (keys.lacksColumn(key)) {
            String column = design.of(key.table()).column();
            found.add(new Obstacle(Obstacle.ObstacleKind.KEY, key.table(),
                    "the key " + key.name() + " (" + key.columnsSql() + ") lacks " + column, mend(key, keys, column)));
        }
    }

    private String mend(TableKey key, DesignKeys keys, String column) {
        return switch (key.kind()) {
            case "p" -> withoutConstraint(key.table(), key.name()) + ", ADD PRIMARY KEY " + keys.withColumn(key) + ";";
            case "u" -> withoutConstraint(key.table(), key.name()) + ", ADD UNIQUE " + keys.withColumn(key) + ";";
            default -> "drop " + key.name() + " and make it anew with " + column + " in it";
        };
    }

    private void addForeignKey(KeyReference key, Design design, List<Obstacle> found) {
        var keys = new DesignKeys(schema, candidates, design);
        String text = trouble(key, design.of(key.table()), design.of(key.target()));
        String constraint = "the foreign key " + key.name() + " to " + key.target();
        if (text != null && keys.isWidened(key)) {
            found.add(new Obstacle(Obstacle.ObstacleKind.KEY, key.table(),
                    constraint + " lacks " + design.of(key.table()).column(),
                    withoutConstraint(key.table(), key.name()) + ", ADD " + keys.widened(key) + ";"));
        } else if (text != null) {
            found.add(new Obstacle(Obstacle.ObstacleKind.FOREIGN_KEY, key.table(), constraint + " cannot stay: " + text,
                    withoutConstraint(key.table(), key.name()) + ";"));
        }
    }

    private String withoutConstraint(String table, String constraint) {
        return "ALTER TABLE " + schema.tables().get(table).sql() + " DROP CONSTRAINT " + constraint;
    }

    /** Why Citus refuses a foreign key as it is; null if it takes it. */
    static String trouble(KeyReference key, TablePlace from, TablePlace to) {
        if (from.isDistributed() && to.isDistributed()) {
            return key.pairs(from.column(), to.column()) ? null : "it does not pair the two distribution columns";
        }
        if (to.isDistributed()) {
            return "a table without shards cannot refer to one that has some";
        }
        return from.isDistributed() && to.kind() == TablePlace.PlaceKind.LOCAL
                ? "a distributed table cannot refer to a local one" : null;
    }

    private void addTable(AdviseTable table, TablePlace place, List<Obstacle> found) {
        if (place.kind() != TablePlace.PlaceKind.LOCAL && !table.triggers().isEmpty()) {
            found.add(new Obstacle(Obstacle.ObstacleKind.TRIGGER, table.name(),
                    "Citus takes no table with triggers: " + String.join(", ", table.triggers()),
                    "do their work in the application, or see citus.enable_unsafe_triggers"));
        }
        if (place.isDistributed()) {
            addColumn(table, table.columns().get(place.column()), found);
        }
    }

    private void addColumn(AdviseTable table, AdviseColumn column, List<Obstacle> found) {
        if (column.nullable()) {
            found.add(new Obstacle(Obstacle.ObstacleKind.NULLS, table.name(),
                    column.name() + " may be NULL, which no shard takes",
                    "ALTER TABLE " + table.sql() + " ALTER COLUMN " + column.sql() + " SET NOT NULL;"));
        }
        if (column.distinct() >= 0 && column.distinct() < rule.of("shards")) {
            found.add(new Obstacle(Obstacle.ObstacleKind.FEW_VALUES, table.name(), String.format(Locale.ROOT,
                    "%s has about %.0f values: at most so many of %.0f shards have rows", column.name(), column.distinct(),
                    rule.of("shards")), "see how the values fall on the workers, or choose a column of more values"));
        }
        var place = new TableColumn(table.name(), column.name());
        if (growth.isHot(place)) {
            found.add(new Obstacle(Obstacle.ObstacleKind.HOT_NOW, table.name(), column.name()
                    + " is a time that many rows share: what is written and asked now lies in one shard, and "
                    + growth.load(place) + " of the workload gives it a value",
                    "distribute by another column, and keep the time for partitions"));
        }
    }
}

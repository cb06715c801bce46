package shardlab.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a design does to keys and foreign keys: each statement without its semicolon. */
final class DesignKeys {

    private final SourceSchema schema;
    private final Candidates candidates;
    private final Design design;

    DesignKeys(SourceSchema schema, Candidates candidates, Design design) {
        this.schema = schema;
        this.candidates = candidates;
        this.design = design;
    }

    /** Foreign keys of tables that move: no order of the tables suits all of them, and keys that they need may change. */
    List<String> dropped() {
        return schema.references().stream().filter(this::moves)
                .map(key -> alter(key.table()) + " DROP CONSTRAINT " + key.name()).toList();
    }

    /** Keys with the distribution column, and distribution columns without NULL. */
    List<String> changed() {
        List<String> all = new ArrayList<>();
        schema.keys().stream().filter(this::lacksColumn).forEach(key -> all.addAll(mended(key)));
        for (AdviseTable table : schema.tables().values()) {
            TablePlace place = design.of(table.name());
            if (place.isDistributed() && table.columns().get(place.column()).nullable()) {
                all.add(alter(table.name()) + " ALTER COLUMN " + sql(table.name(), place.column()) + " SET NOT NULL");
            }
        }
        return all;
    }

    /** Foreign keys that the design keeps, as they were or with the distribution column. */
    List<String> putBack() {
        return schema.references().stream().filter(this::moves).filter(this::stays).map(key -> alter(key.table())
                + " ADD CONSTRAINT " + key.name() + " " + (isWidened(key) ? widened(key) : key.definition())).toList();
    }

    /** What is gone for good, a sentence each. */
    List<String> lost() {
        Stream<String> exclusions = schema.keys().stream().filter(this::lacksColumn).filter(key -> key.kind().equals("x"))
                .map(key -> "the exclusion constraint " + key.name() + " of " + key.table());
        Stream<String> foreign = schema.references().stream().filter(this::moves).filter(key -> !stays(key))
                .map(key -> "the foreign key " + key.name() + " of " + key.table() + " to " + key.target());
        Stream<String> actions = schema.references().stream().filter(this::moves).filter(this::stays)
                .filter(key -> isWidened(key) && key.changes())
                .map(key -> "what the foreign key " + key.name() + " of " + key.table() + " did to its columns");
        return Stream.of(exclusions, foreign, actions).flatMap(each -> each).toList();
    }

    private boolean moves(KeyReference key) {
        return design.of(key.table()).kind() != TablePlace.PlaceKind.LOCAL
                || design.of(key.target()).kind() != TablePlace.PlaceKind.LOCAL;
    }

    private boolean stays(KeyReference key) {
        return Obstacles.trouble(key, design.of(key.table()), design.of(key.target())) == null || isWidened(key);
    }

    /** Both tables have the distribution column beside the key: the foreign key can stay if it has it, too. */
    boolean isWidened(KeyReference key) {
        TablePlace from = design.of(key.table());
        TablePlace to = design.of(key.target());
        return from.isDistributed() && to.isDistributed() && !key.pairs(from.column(), to.column())
                && !key.columns().contains(from.column()) && !key.targetColumns().contains(to.column())
                && candidates.areAlike(key.table(), from.column(), key.target(), to.column());
    }

    /** The foreign key with the distribution columns in front. */
    String widened(KeyReference key) {
        return "FOREIGN KEY (" + listed(key.table(), key.columns()) + ") REFERENCES "
                + schema.tables().get(key.target()).sql() + " (" + listed(key.target(), key.targetColumns()) + ")"
                + key.tail();
    }

    private String listed(String table, List<String> others) {
        return Stream.concat(Stream.of(design.of(table).column()), others.stream()).map(column -> sql(table, column))
                .collect(Collectors.joining(", "));
    }

    /** The columns of a key, the distribution column in front. */
    String withColumn(TableKey key) {
        return "(" + sql(key.table(), design.of(key.table()).column()) + ", " + key.columnsSql() + ")";
    }

    boolean lacksColumn(TableKey key) {
        TablePlace place = design.of(key.table());
        return place.isDistributed() && !key.columns().contains(place.column());
    }

    private List<String> mended(TableKey key) {
        String columns = " " + withColumn(key);
        String constraint = alter(key.table()) + " DROP CONSTRAINT " + key.name();
        return switch (key.kind()) {
            case "p" -> List.of(constraint + ", ADD CONSTRAINT " + key.name() + " PRIMARY KEY" + columns + key.include());
            case "u" -> List.of(constraint + ", ADD CONSTRAINT " + key.name() + " UNIQUE" + key.nulls() + columns
                    + key.include());
            case "x" -> List.of(constraint);
            default -> List.of("DROP INDEX " + key.schema() + "." + key.name(), "CREATE UNIQUE INDEX " + key.name() + " ON "
                    + schema.tables().get(key.table()).sql() + columns + key.include() + key.nulls() + key.where());
        };
    }

    private String alter(String table) {
        return "ALTER TABLE " + schema.tables().get(table).sql();
    }

    private String sql(String table, String column) {
        return schema.column(new TableColumn(table, column)).sql();
    }
}

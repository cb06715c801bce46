package shardlab.differential;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import shardlab.sql.SqlFile;

/** What the tables of the scenario hold, on the coordinator and on every placement, compared between the engines. */
final class Contents {

    /** What is not alike. */
    record Finding(String kind, String embedded, String citus) {
    }

    private final Side embedded;
    private final Side citus;

    Contents(Side embedded, Side citus) {
        this.embedded = embedded;
        this.citus = citus;
    }

    /** The rows of every table, as a query gives them. */
    Optional<Finding> rows() {
        return ofEach("rows of a table", table -> true, Contents::query);
    }

    /** Rows, then what the coordinator's catalog says, then every placement. */
    Optional<Finding> all() {
        return rows().or(() -> ofEach("catalog of a table", table -> true, Contents::catalog))
                .or(() -> ofEach("rows of a placement", Contents::isShared, Contents::placementRows))
                .or(() -> ofEach("structure of a placement", Contents::isShared, Contents::placementStructure));
    }

    private Optional<Finding> ofEach(String kind, Predicate<Schema.Table> which, Function<Schema.Table, String> sql) {
        return Schema.read(citus.session()).tables().stream().filter(which)
                .map(table -> same(kind, table.name(), sql.apply(table))).flatMap(Optional::stream).findFirst();
    }

    private static boolean isShared(Schema.Table table) {
        return !table.kind().matches("view|local");
    }

    private static String query(Schema.Table table) {
        return "select " + columns(table) + " from " + table.name();
    }

    private static String columns(Schema.Table table) {
        return table.columns().stream().map(Schema.Column::name).collect(Collectors.joining(", "));
    }

    private static String catalog(Schema.Table table) {
        return SqlFile.read("differential/coordinator.sql").replace(":table", Names.literal(table.name()));
    }

    private static String placementRows(Schema.Table table) {
        return onPlacements(table, """
                select count(*) || ' rows ' || coalesce(md5(string_agg(r::text, ';' order by r::text)), '')
                from   (select :columns from %s) r""".replace(":columns", columns(table)));
    }

    private static String placementStructure(Schema.Table table) {
        String distribution = table.columns().stream().filter(Schema.Column::distribution).map(Schema.Column::name)
                .findFirst().orElse("");
        return onPlacements(table, SqlFile.read("differential/placement_structure.sql")
                .replace(":distribution", Names.bareLiteral(distribution)));
    }

    private static String onPlacements(Schema.Table table, String query) {
        return SqlFile.read("differential/placement_rows.sql").replace(":table", Names.literal(table.name()))
                .replace(":query", Literals.quoted(query))
                .replace(":distributed", Boolean.toString(table.kind().equals("distributed")));
    }

    private Optional<Finding> same(String kind, String table, String sql) {
        Outcome here = embedded.run(Step.of(sql));
        Outcome there = citus.run(Step.of(sql));
        return here.sameAs(there) ? Optional.empty()
                : Optional.of(new Finding(kind, table + ": " + differing(here, there),
                        table + ": " + differing(there, here)));
    }

    private static String differing(Outcome one, Outcome other) {
        return one.failed() ? one.toString()
                : one.rows().stream().filter(line -> !other.rows().contains(line)).limit(10)
                        .collect(Collectors.joining("\n    ", one.tag() + "\n    ", ""));
    }
}

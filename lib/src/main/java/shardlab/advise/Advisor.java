package shardlab.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Finds designs for a schema and its queries, and ranks them by a written rule. The judgement of each query is the lab's
 * classification: no Citus is asked.
 *
 * <p>Queries are planned by PostgreSQL itself and never run. It knows the names, views, casts and operators that a parser
 * outside of the server would have to guess, and needs no library.
 */
public final class Advisor {

    private static final int OLDEST = 130_000;
    private static final String CLASSIFICATION = "the lab's classification; no Citus was asked";

    private final Rule rule;
    private final Progress progress;

    /** @param rule by what designs are ranked */
    public Advisor(Rule rule) {
        this(rule, Progress.SILENT);
    }

    /**
     * The same, which tells how far it is.
     *
     * @param rule     by what designs are ranked
     * @param progress told of every query that is planned, and of designs
     */
    public Advisor(Rule rule, Progress progress) {
        this.rule = rule;
        this.progress = progress;
    }

    /**
     * From files.
     *
     * @param server  a server of the lab: the schema is loaded into a database of its own there, which is dropped afterwards
     * @param schema  the schema's text, as {@code pg_dump -s} writes it
     * @param queries the queries' text
     * @param rows    a CSV of row counts
     * @throws LabException if there is nothing to judge, or the database cannot be made
     */
    public Advice fromFiles(Server server, String schema, String queries, Optional<String> rows) {
        List<WorkloadQuery> given = QueryFile.read(queries);
        try (var scratch = ScratchDatabase.on(server)) {
            List<String> unread = new ArrayList<>();
            try (Session empty = scratch.session()) {
                unread.addAll(SchemaFile.load(schema, empty));
            }
            try (Session source = scratch.session()) {
                return read(source, "files; planned by PostgreSQL on empty tables", Optional.of(given), rows, unread);
            }
        }
    }

    /**
     * From a server, in one read-only transaction. Reads the catalog, statistics and plans; no row of a table.
     *
     * @param server  PostgreSQL 13 or newer
     * @param queries the queries' text; without it what {@code pg_stat_statements} has counted
     * @param rows    a CSV of row counts that win over the server's own
     * @throws LabException if there is nothing to judge, or the server cannot be asked
     */
    public Advice fromServer(Server server, Optional<String> queries, Optional<String> rows) {
        Optional<List<WorkloadQuery>> given = queries.map(QueryFile::read);
        try (Session source = Session.open(server)) {
            return read(source, server.label() + ", database " + server.database() + ", in a read-only transaction", given,
                    rows, new ArrayList<>());
        }
    }

    private Advice read(Session source, String where, Optional<List<WorkloadQuery>> given, Optional<String> rows,
            List<String> unread) {
        Advice[] advice = new Advice[1];
        source.transaction(() -> {
            source.execute("set transaction read only");
            requireVersion(source);
            SourceSchema schema = schema(source, rows, unread);
            List<WorkloadQuery> workload = given.orElseGet(() -> StatementStatistics.read(source, unread));
            source.execute(SqlFile.read("advise/planning.sql"));
            List<ReadQuery> queries = new Workload(source, schema, unread, progress).read(workload);
            advice[0] = new Ranking(schema, queries, rule, progress).advice(where, unread, CLASSIFICATION);
        });
        return advice[0];
    }

    private static void requireVersion(Session source) {
        long version = source.query(SqlFile.read("advise/version.sql")).singleNumber();
        if (version < OLDEST) {
            throw new LabException("the server is too old", source.server().label(), "PostgreSQL " + version / 10_000,
                    "use PostgreSQL 13 or newer, or give the schema and the queries as files", null);
        }
    }

    private static SourceSchema schema(Session source, Optional<String> rows, List<String> unread) {
        SourceSchema schema = SourceSchema.read(source);
        if (schema.tables().isEmpty()) {
            throw new LabException("there is no table to distribute", source.server().label(), unread.isEmpty() ? null
                    : String.join("; ", unread.subList(0, Math.min(3, unread.size()))),
                    "give a database or a schema that has tables", null);
        }
        Map<String, Double> counts = rows.map(csv -> RowCounts.read(csv, schema, unread)).orElse(Map.of());
        SourceSchema counted = schema.withRows(counts);
        List<String> unknown = counted.tables().values().stream().filter(table -> !table.rowsKnown())
                .map(AdviseTable::name).toList();
        if (!unknown.isEmpty()) {
            unread.add("the rows of " + String.join(", ", unknown) + ": nobody has counted them (ANALYZE, or --rows FILE), "
                    + "so tables count alike, and each of these may become a reference table");
        }
        return counted;
    }
}

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
 * Finds designs for a schema and its queries, and ranks them by a written rule. The judgement of each query is that
 * of a real Citus where one can be asked; the search for designs goes by the lab's classification.
 *
 * <p>Queries are planned by PostgreSQL itself and never run. It knows the names, views, casts and operators that a parser
 * outside of the server would have to guess, and needs no library.
 */
public final class Advisor {

    private final Rule rule;
    private final Progress progress;
    private final Optional<Server> judge;
    private final Optional<String> values;
    private final Optional<Long> sample;
    private final JudgedDesigns judged;

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
        this(rule, progress, Optional.empty(), Optional.empty(), Optional.empty(), new JudgedDesigns());
    }

    private Advisor(Rule rule, Progress progress, Optional<Server> judge, Optional<String> values,
            Optional<Long> sample, JudgedDesigns judged) {
        this.rule = rule;
        this.progress = progress;
        this.judge = judge;
        this.values = values;
        this.sample = sample;
        this.judged = judged;
    }

    /**
     * The same, whose designs for the tables of a server are judged elsewhere.
     *
     * @param coordinator if it has Citus: empty copies of the tables are made there in a database of their own
     */
    public Advisor judgedBy(Server coordinator) {
        return new Advisor(rule, progress, Optional.of(coordinator), values, sample, judged);
    }

    /**
     * The same, told how often values come: these win over the statistics.
     *
     * @param csv lines of {@code table,column,value,share}, the share from 0 to 1
     */
    public Advisor withValues(String csv) {
        return new Advisor(rule, progress, judge, Optional.of(csv), sample, judged);
    }

    /**
     * The same, which reads rows of a server's tables, and says how many: how often the values of the candidates come.
     *
     * @param rows of each table, at most
     * @throws LabException if it is no number of rows that can be held in memory
     */
    public Advisor sampling(long rows) {
        return new Advisor(rule, progress, judge, values, Optional.of(RowSample.checked(rows)), judged);
    }

    /** The same, which asks no Citus again what it has said already. */
    public Advisor remembering(JudgedDesigns before) {
        return new Advisor(rule, progress, judge, values, sample, before);
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
        sample.ifPresent(most -> {
            throw new LabException("files have no rows to read a sample of", "leave out --sample, or give --values FILE");
        });
        List<WorkloadQuery> given = QueryFile.read(queries);
        Rule counted = ClusterWorkers.of(server, rule);
        try (var scratch = ScratchDatabase.on(server)) {
            List<String> unread = new ArrayList<>();
            try (Session empty = scratch.session()) {
                unread.addAll(SchemaFile.load(schema, empty));
            }
            WhatWasRead reading;
            try (Session source = scratch.session()) {
                reading = read(source, "files; planned by PostgreSQL on empty tables", Optional.of(given), rows, unread);
            }
            try (var citus = AskedCitus.on(server, () -> CitusJudge.in(server, scratch, reading.schema(), counted))) {
                return new Ranking(reading, counted, progress, judged).advice(citus);
            }
        }
    }

    /**
     * From a server, in one read-only transaction. Reads the catalog, statistics and plans; no row of a table unless a
     * sample is asked for.
     *
     * @param server  PostgreSQL 13 or newer
     * @param queries the queries' text; without it what {@code pg_stat_statements} has counted
     * @param rows    a CSV of row counts that win over the server's own
     * @throws LabException if there is nothing to judge, or the server cannot be asked
     */
    public Advice fromServer(Server server, Optional<String> queries, Optional<String> rows) {
        Optional<List<WorkloadQuery>> given = queries.map(QueryFile::read);
        WhatWasRead reading;
        try (Session source = SourceServer.open(server)) {
            reading = read(source, server.label() + ", database " + server.database() + ", in a read-only transaction"
                    + (sample.isEmpty() ? "; no row of a table was asked for" : ""), given, rows, new ArrayList<>());
        }
        Rule counted = judge.map(cluster -> ClusterWorkers.of(cluster, rule)).orElse(rule);
        try (AskedCitus citus = asked(reading, counted)) {
            return new Ranking(reading, counted, progress, judged).advice(citus);
        }
    }

    /** No Citus judges where none is, or where it lets this account make no database. */
    private AskedCitus asked(WhatWasRead reading, Rule counted) {
        return judge.map(server -> AskedCitus.on(server, () -> CitusJudge.ofCopies(server, reading, counted)))
                .orElse(AskedCitus.none());
    }

    private WhatWasRead read(Session source, String where, Optional<List<WorkloadQuery>> given, Optional<String> rows,
            List<String> unread) {
        WhatWasRead[] reading = new WhatWasRead[1];
        source.transaction(() -> {
            source.execute("set transaction read only");
            SourceServer.requireVersion(source);
            SourceSchema schema = schema(source, rows, unread);
            SourceServer.tellHidden(source, schema, unread);
            var workload = new Workload(source, schema, unread, progress);
            List<WorkloadQuery> statements = given.orElseGet(() -> StatementStatistics.read(source, unread));
            source.execute(SqlFile.read("advise/planning.sql"));
            List<ReadQuery> queries = workload.read(statements);
            var read = new WhatWasRead(where, schema, queries,
                    SchemaCopy.read(source), unread);
            reading[0] = sample.map(most -> RowSample.read(source, read, rule, most)).orElse(read);
        });
        return reading[0];
    }

    private SourceSchema schema(Session source, Optional<String> rows, List<String> unread) {
        SourceSchema schema = SourceSchema.read(source);
        if (schema.tables().isEmpty()) {
            throw new LabException("there is no table to distribute", source.server().label(), unread.isEmpty() ? null
                    : String.join("; ", unread.subList(0, Math.min(3, unread.size()))),
                    "give a database or a schema that has tables", null);
        }
        SourceServer.tellParents(schema, unread);
        Map<String, Double> counts = rows.map(csv -> RowCounts.read(csv, schema, unread)).orElse(Map.of());
        SourceSchema counted = schema.withRows(counts);
        List<String> unknown = counted.tables().values().stream().filter(table -> !table.rowsKnown())
                .map(AdviseTable::name).toList();
        if (!unknown.isEmpty()) {
            unread.add("the rows of " + String.join(", ", unknown) + ": nobody has counted them (ANALYZE, or --rows FILE), "
                    + "so tables count alike, and each of these may become a reference table");
        }
        return values.map(csv -> new ValueFile(source, counted, unread).read(csv)).orElse(counted);
    }
}

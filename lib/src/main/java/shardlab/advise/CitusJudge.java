package shardlab.advise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.plan.Catalog;
import shardlab.plan.Plan;
import shardlab.plan.PlanReader;
import shardlab.sql.Bound;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * A real Citus that judges designs: each is applied to empty copies of the tables in a database of its own, which is
 * dropped afterwards, and each statement is explained there. Nothing of the workload runs.
 */
final class CitusJudge implements AutoCloseable {

    /** Up to so many tables have all shards that the rule says; of more, shards are fewer, which changes no plan. */
    private static final int SHARDS_IN_ALL = 1_600;
    private static final int FEWEST = 8;
    private static final int WITH_ALL_TASKS = 25;
    /** How Citus says that it does not support a statement: a class of SQLSTATEs, and that of a row without its key. */
    private static final String NOT_SUPPORTED = "0A\\w*|22004";
    /** That of most errors by which it refuses a MERGE. */
    private static final String OF_MERGE = "XX000";
    private final ScratchDatabase empty;
    private final Rows.Row citus;
    private final SourceSchema schema;
    private final Judge classification;
    private final int shards;
    private final int workers;
    private String denied = "";

    private CitusJudge(ScratchDatabase empty, Rows.Row citus, SourceSchema schema, Rule rule) {
        this.empty = empty;
        this.citus = citus;
        this.schema = schema;
        this.classification = new Judge(schema);
        this.workers = rule.workers();
        this.shards = (int) Math.min(rule.of("shards"), Math.max(FEWEST, SHARDS_IN_ALL / schema.tables().size()));
    }

    /** True if the database of a server has Citus. */
    static boolean isOn(Server server) {
        try (Session session = Session.open(server)) {
            return session.query(SqlFile.read("advise/citus_installed.sql")).size() > 0;
        }
    }

    /**
     * Judges by copies of a database, which then is the judge's: closing it drops the database.
     *
     * @param server where Citus is
     * @param empty  the tables without rows, and without sessions
     */
    static CitusJudge in(Server server, ScratchDatabase empty, SourceSchema schema, Rule rule) {
        try (Session session = Session.open(server)) {
            Rows.Row found = session.query(SqlFile.read("advise/citus_here.sql")).row(0);
            return new CitusJudge(empty, found, schema, rule);
        }
    }

    /** The same in a database with copies of the tables that were read on another server. */
    static CitusJudge ofCopies(Server server, WhatWasRead reading, Rule rule) {
        ScratchDatabase copies = ScratchDatabase.on(server);
        try {
            try (Session empty = copies.session()) {
                SchemaCopy.write(reading.copy(), empty, reading.unread());
            }
            return in(server, copies, reading.schema(), rule);
        } catch (RuntimeException e) {
            copies.close();
            throw e;
        }
    }

    /** Which Citus it is, such as {@code Citus 13.2.2}. */
    String name() {
        return "Citus " + citus.text("version");
    }

    /** How many shards a distributed table has here. */
    int shards() {
        return shards;
    }

    /** Why the server lets nobody make a cluster of a database, in its words; empty if it does, or nobody has tried. */
    String denied() {
        return denied;
    }

    Judged judge(DesignScript script, Design design, List<ReadQuery> queries) {
        if (!denied.isEmpty()) {
            return failed(denied);
        }
        try (ScratchDatabase copy = empty.copy(); Session session = copy.session()) {
            makeCluster(session);
            return judge(session, script, design, queries);
        } catch (LabException e) {
            return failed(e.what());
        }
    }

    private Judged judge(Session session, DesignScript script, Design design, List<ReadQuery> queries) {
        try {
            session.transaction(() -> script.statements(shards).forEach(session::execute));
        } catch (SqlException e) {
            return new Judged("refused by " + name() + " on empty tables: " + e.what(), Optional.empty());
        }
        session.execute(SqlFile.read("advise/judging.sql"));
        return new Judged("run on " + name() + ", on empty tables", Optional.of(explained(session, design, queries)));
    }

    private Judged failed(String why) {
        return new Judged("not run to its end on " + name() + ": " + why, Optional.empty());
    }

    @Override
    public void close() {
        empty.close();
    }

    private void makeCluster(Session session) {
        try {
            session.execute("create extension citus");
            Server server = session.server();
            session.query(SqlFile.read("advise/citus_host.sql"),
                    citus.text("host") == null ? server.host() : citus.text("host"),
                    citus.text("host") == null ? server.port() : citus.integer("port"));
            session.query(SqlFile.read("advise/citus_shards.sql"));
        } catch (SqlException e) {
            denied = e.what();
            throw e;
        }
    }

    /** Of the heaviest statements EXPLAIN shows all tasks, for a picture; of all others one, which is quicker. */
    private IdentityHashMap<QueryFacts, Judgement> explained(Session session, Design design, List<ReadQuery> queries) {
        var reader = new PlanReader(Catalog.of(session));
        TaskPlaces places = TaskPlaces.of(session, workers);
        IdentityHashMap<QueryFacts, Judgement> judgements = new IdentityHashMap<>();
        List<ReadQuery> heaviest = queries.stream()
                .sorted(Comparator.comparingDouble(each -> -each.query().weight())).toList();
        for (int i = 0; i < heaviest.size(); i++) {
            if (i == 0 || i == WITH_ALL_TASKS) {
                session.execute("set citus.explain_all_tasks to " + (i == 0 ? "on" : "off"));
            }
            ReadQuery query = heaviest.get(i);
            judgements.put(query.facts(), judgement(query, design, () ->
                    places.placed(reader.read(explain(session, query)))));
        }
        return judgements;
    }

    private Judgement judgement(ReadQuery query, Design design, Supplier<Plan> explained) {
        Judgement guess = classification.judge(query.facts(), design);
        try {
            return new CitusVerdict(explained.get(), query.facts(), design, schema, shards).judgement(guess);
        } catch (LabException e) {
            return refused(e, query.facts(), guess);
        }
    }

    /** That EXPLAIN itself cannot show a plan, or a server fails otherwise, is no refusal of the statement. */
    private static Judgement refused(LabException error, QueryFacts facts, Judgement guess) {
        boolean refused = error instanceof SqlException sql && sql.sqlState() != null
                && (sql.sqlState().matches(NOT_SUPPORTED)
                || (facts.operation().equals("Merge") && sql.sqlState().equals(OF_MERGE)))
                && !error.what().contains("EXPLAIN");
        return refused ? new Judgement(Handling.REFUSED, error.what())
                : new Judgement(guess.verdict(), guess.why() + " (by the lab's classification: " + error.what() + ")",
                        guess.value());
    }

    private static String explain(Session session, ReadQuery query) {
        List<String> json = new ArrayList<>();
        session.transaction(() -> {
            session.query(SqlFile.read("advise/search_path.sql"), query.path());
            session.execute("deallocate all");
            session.execute("prepare advise as " + Bound.numbered(query.query().sql()));
            Rows samples = session.query(SqlFile.read("advise/samples.sql"));
            String values = samples.stream().map(row -> row.text("value")).collect(Collectors.joining(", ", "(", ")"));
            json.add(session.query("explain (verbose, costs off, format json) execute advise"
                    + (samples.size() == 0 ? "" : values)).singleText());
        });
        return json.get(0);
    }
}

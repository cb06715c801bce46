package shardlab.advise;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
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
final class CitusJudge {

    /** Up to so many tables have all shards that the rule says; of more, shards are fewer, which changes no plan. */
    private static final int SHARDS_IN_ALL = 1_600;
    private static final int FEWEST = 8;
    private final ScratchDatabase empty;
    private final Rows.Row citus;
    private final Judge classification;
    private final int shards;

    private CitusJudge(ScratchDatabase empty, Rows.Row citus, SourceSchema schema, Rule rule) {
        this.empty = empty;
        this.citus = citus;
        this.classification = new Judge(schema);
        this.shards = (int) Math.min(rule.of("shards"), Math.max(FEWEST, SHARDS_IN_ALL / schema.tables().size()));
    }

    /** @param empty the tables without rows, and without sessions; empty if the server has no Citus */
    static Optional<CitusJudge> on(Server server, ScratchDatabase empty, SourceSchema schema, Rule rule) {
        try (Session session = Session.open(server)) {
            if (session.query(SqlFile.read("advise/citus_installed.sql")).size() == 0) {
                return Optional.empty();
            }
            Rows.Row found = session.query(SqlFile.read("advise/citus_here.sql")).row(0);
            return Optional.of(new CitusJudge(empty, found, schema, rule));
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

    Judged judge(DesignScript script, Design design, List<ReadQuery> queries) {
        try (ScratchDatabase copy = empty.copy(); Session session = copy.session()) {
            makeCluster(session);
            try {
                session.transaction(() -> script.statements(shards).forEach(session::execute));
            } catch (SqlException e) {
                return new Judged("refused by " + name() + " on empty tables: " + e.what(), Optional.empty());
            }
            session.execute(SqlFile.read("advise/judging.sql"));
            return new Judged("run on " + name() + ", on empty tables", Optional.of(explained(session, design, queries)));
        }
    }

    private void makeCluster(Session session) {
        session.execute("create extension citus");
        Server server = session.server();
        session.query(SqlFile.read("advise/citus_host.sql"), citus.text("host") == null ? server.host() : citus.text("host"),
                citus.text("host") == null ? server.port() : citus.integer("port"));
        session.query(SqlFile.read("advise/citus_shards.sql"));
    }

    private IdentityHashMap<QueryFacts, Judgement> explained(Session session, Design design, List<ReadQuery> queries) {
        var reader = new PlanReader(Catalog.of(session));
        IdentityHashMap<QueryFacts, Judgement> judgements = new IdentityHashMap<>();
        for (ReadQuery query : queries) {
            Judgement guess = classification.judge(query.facts(), design);
            try {
                Plan plan = reader.read(explain(session, query));
                judgements.put(query.facts(), new CitusVerdict(plan, query.facts(), design, shards).judgement(guess));
            } catch (LabException e) {
                judgements.put(query.facts(), refused(e, guess));
            }
        }
        return judgements;
    }

    /** That EXPLAIN itself cannot show a plan is no refusal of the statement. */
    private static Judgement refused(LabException error, Judgement guess) {
        return error.what().contains("EXPLAIN")
                ? new Judgement(guess.verdict(), guess.why() + " (by the lab's classification: " + error.what() + ")",
                        guess.value())
                : new Judgement(Handling.REFUSED, error.what());
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

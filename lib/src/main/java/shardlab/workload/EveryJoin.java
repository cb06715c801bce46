package shardlab.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.measure.Experiment;
import shardlab.measure.Outcome;
import shardlab.plan.Plan;
import shardlab.plan.Plans;
import shardlab.sql.Rows;
import shardlab.sql.Session;

/** One question asked by every kind of join that a cluster has, at one size. */
public final class EveryJoin {

    private final Cluster cluster;
    private final int rounds;
    private final Duration budget;
    private final Progress progress;

    /**
     * One size's result.
     *
     * @param sales   rows of each sale table; sale_detail has twice as many
     * @param outcome the times
     * @param plans   how each arm ran, by its name; nothing for the repartition by hand
     * @param cluster engine, versions and durability
     */
    public record Size(long sales, Outcome outcome, Map<String, Plan> plans, String cluster) {
    }

    private record Query(String arm, String file, boolean repartition, boolean single) {
    }

    private static final Query COLOCATED = new Query("co-located", "colocated", false, false);
    private static final Query PLAIN = new Query("pulled by postgres_fdw", "by_id", false, false);
    private static final List<Query> CITUS = List.of(
            COLOCATED,
            new Query("reference", "reference_join", false, false),
            new Query("repartition, single", "by_id", true, true),
            new Query("repartition, dual", "by_id", true, false),
            new Query("subplan broadcast", "subplan", false, false),
            new Query("local table", "local", false, false),
            new Query("pulled to the coordinator", "pulled", false, false));

    /**
     * @param rounds   measured rounds of each size
     * @param budget   no further round begins after it
     * @param progress told of each round
     */
    public EveryJoin(Cluster cluster, int rounds, Duration budget, Progress progress) {
        this.cluster = cluster;
        this.rounds = rounds;
        this.budget = budget;
        this.progress = progress;
    }

    /** Runs it at one size and removes its tables. */
    public Size run(long sales) {
        List<Cleaning> sessions = new ArrayList<>();
        try (Cleaning end = () -> Cleaning.all(sessions);
                Session session = cluster.session(); var tables = JoinTables.makeAll(session, sales, progress)) {
            Map<String, Plan> plans = new LinkedHashMap<>();
            Experiment experiment = Experiment
                    .named(String.format(Locale.ROOT, "One question, every kind of join, %,d sales", sales))
                    .rounds(rounds).warmUp(1).atMost(budget).progress(progress).comparing(answer -> ((Rows) answer).rows())
                    .provenance(String.format(Locale.ROOT, "%,d sales, %,d details. ", sales, 2 * sales)
                            + cluster.provenance().caption());
            for (Query query : queries()) {
                Session own = session(query);
                sessions.add(own::close);
                plans.put(query.arm(), new Plans(own).explain(JoinTables.sql(query.file())));
                experiment.arm(query.arm(), () -> own.query(JoinTables.sql(query.file())));
            }
            if (!cluster.can(Capability.REPARTITION_JOIN)) {
                experiment.arm("repartition by hand", () -> JoinTables.byHand(session));
            }
            return new Size(sales, experiment.run(), plans, cluster.provenance().caption());
        }
    }

    private List<Query> queries() {
        return cluster.can(Capability.REPARTITION_JOIN) ? CITUS : List.of(COLOCATED,
                new Query("reference, pulled by postgres_fdw", "reference_join", false, false), PLAIN);
    }

    /** Each arm has a session of its own, since settings last. */
    private Session session(Query query) {
        return cluster.session().prepared(session -> {
            session.execute(JoinTables.sql("search_path"));
            if (query.repartition()) {
                session.query(JoinTables.sql("repartition"), query.single() ? "on" : "off");
            }
        });
    }
}

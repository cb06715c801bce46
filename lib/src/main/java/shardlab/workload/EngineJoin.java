package shardlab.workload;

import java.util.Iterator;
import java.util.List;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.measure.Experiment;
import shardlab.measure.Outcome;
import shardlab.sql.Rows;
import shardlab.sql.Session;

/** The same join on several clusters, taking turns. */
public final class EngineJoin {

    private EngineJoin() {
    }

    /** Measures one question on all clusters, at one size, and removes its tables. */
    public static Outcome on(List<Cluster> clusters, String question, long sales, int rounds, Progress progress) {
        Experiment experiment = Experiment.named(question + ", " + sales + " sales").rounds(rounds).progress(progress)
                .comparing(answer -> ((Rows) answer).rows())
                .provenance(String.join("; ", clusters.stream().map(each -> each.provenance().caption()).toList()));
        return withArms(clusters.iterator(), experiment, JoinTables.sql(question), sales, progress);
    }

    private static Outcome withArms(Iterator<Cluster> rest, Experiment experiment, String sql, long sales,
            Progress progress) {
        if (!rest.hasNext()) {
            return experiment.run();
        }
        Cluster cluster = rest.next();
        try (Session session = cluster.session();
                var tables = JoinTables.make(session, sales, JoinTables.DEFAULT_SHARDS, progress, progress)) {
            experiment.arm(cluster.engine(), () -> session.query(sql));
            return withArms(rest, experiment, sql, sales, progress);
        }
    }
}

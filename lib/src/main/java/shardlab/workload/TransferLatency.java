package shardlab.workload;

import java.util.Optional;
import java.util.concurrent.Callable;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.measure.Experiment;
import shardlab.measure.Outcome;
import shardlab.sql.Session;

/** How long one transfer takes by where its two accounts are: the same two statements, and a commit. */
final class TransferLatency {

    /** The arms' names. */
    static final String LOCAL = "a local table";
    static final String ONE_SHARD = "one shard";
    static final String DELEGATED = "one shard, by a procedure";
    static final String ONE_WORKER = "two shards of one worker";
    static final String TWO_WORKERS = "two workers";

    private final Cluster cluster;
    private final TransferTables tables;

    TransferLatency(Cluster cluster, TransferTables tables) {
        this.cluster = cluster;
        this.tables = tables;
    }

    Outcome run(int rounds, Progress progress) {
        try (Session session = cluster.session()) {
            session.execute(TransferTables.sql("local"));
            Experiment experiment = Experiment.named("One transfer").rounds(rounds).warmUp(5).progress(progress)
                    .provenance(cluster.provenance().caption())
                    .arm(LOCAL, () -> local(session))
                    .arm(ONE_SHARD, () -> moved(session, tables.oneShard()));
            if (cluster.can(Capability.QUERIES_THROUGH_WORKERS)) {
                session.execute(TransferTables.sql("procedure"));
                session.query(TransferTables.sql("procedure_distribute"));
                experiment.arm(DELEGATED, call(session));
            }
            Optional<TransferPair> beside = tables.oneWorker();
            beside.ifPresent(pair -> experiment.arm(ONE_WORKER, () -> moved(session, pair)));
            return experiment.arm(TWO_WORKERS, () -> moved(session, tables.twoWorkers())).withoutAnswers().run();
        }
    }

    private Object moved(Session session, TransferPair pair) {
        tables.transfer(session, pair, 1);
        return pair;
    }

    private Callable<?> call(Session session) {
        TransferPair pair = tables.oneShard();
        return () -> session.update(TransferTables.sql("call"), pair.fromBranch(), pair.fromId(), pair.toId(), 1L);
    }

    private static Object local(Session session) {
        session.transaction(() -> {
            session.update(TransferTables.sql("local_take"), 1, 1, 1);
            session.update(TransferTables.sql("local_give"), 1, 1, 2);
        });
        return "";
    }
}

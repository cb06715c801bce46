package shardlab.workload;

import java.time.Duration;
import java.util.List;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.measure.Outcome;

/**
 * Experiments with transactions: money moved between accounts of {@link TransferTables}, on one shard and on several, alone,
 * under load, and with accidents. Each leaves the cluster as it was, but for the tables.
 */
public final class Transfers {

    private final Cluster cluster;
    private final TransferTables tables;
    private final Progress progress;

    /** @param progress told how far each experiment is */
    public Transfers(Cluster cluster, TransferTables tables, Progress progress) {
        this.cluster = cluster;
        this.tables = tables;
        this.progress = progress;
    }

    /** How long one transfer takes by where its two accounts are. */
    public Outcome latency(int rounds) {
        return new TransferLatency(cluster, tables).run(rounds, progress);
    }

    /** In how many phases a transfer is committed, by where its two accounts are. */
    public List<TransferCommit> commits() {
        return TransferCommit.each(cluster, tables);
    }

    /**
     * A two-phase commit that is done step by step; the caller closes it.
     *
     * @throws shardlab.LabException if the workers cannot be reached from here
     */
    public TwoPhaseByHand byHand(long amount) {
        return new TwoPhaseByHand(cluster, tables, tables.twoWorkers(), amount);
    }

    /**
     * A transfer of Citus one of whose workers crashes between prepare and commit.
     *
     * @throws shardlab.LabException if the cluster has no two-phase commit
     */
    public TwoPhaseCrash crash(long amount) {
        return TwoPhaseCrash.make(cluster, tables, tables.twoWorkers(), amount);
    }

    /** A transfer one of whose workers loses its connection just before the commit. */
    public TransferCut cut(long amount) {
        return TransferCut.beforeCommit(cluster, tables, tables.twoWorkers(), amount);
    }

    /**
     * A transfer one of whose workers is cut off in the middle of the commit, when the other has done its part of it.
     *
     * @throws shardlab.LabException if the lab has not started the servers, or they do not listen on this machine's loopback
     */
    public TransferCut cutInCommit(long amount) {
        return TransferCut.inCommit(cluster, tables, tables.twoWorkers(), amount);
    }

    /** Two transfers that wait for each other on two workers. */
    public TransferDeadlock deadlock() {
        return TransferDeadlock.make(cluster, tables.twoWorkers());
    }

    /** Sums read while transfers go on, by each way for so long. */
    public List<TransferReadings> reads(Duration each) {
        return new TransferReads(cluster, tables).run(each, progress);
    }

    /** What each isolation level lets happen here. */
    public List<TransferLevel> isolation() {
        try (var isolation = new TransferIsolation(cluster, tables)) {
            return isolation.run();
        }
    }
}

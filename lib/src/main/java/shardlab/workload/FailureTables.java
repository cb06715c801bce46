package shardlab.workload;

import java.util.List;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.cluster.Cluster;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Tables to lose nodes under, in the schema {@code failure_lab} until closed: {@code sale(state, id, amount)} of ten states,
 * distributed by {@code state} over 32 shards; {@code payment} and {@code payment_by_request} beside it, for writes that are
 * tried again; and the reference table {@code coupon}.
 */
public final class FailureTables implements AutoCloseable {

    /** What every sale amounts to at first. */
    public static final long AMOUNT = 100;

    private static final String SCHEMA = "failure_lab";

    private final Cluster cluster;
    private final SchemaHold hold;
    private final int salesEach;
    private List<FailurePlace> places = List.of();

    private FailureTables(Cluster cluster, SchemaHold hold, int salesEach) {
        this.cluster = cluster;
        this.hold = hold;
        this.salesEach = salesEach;
    }

    /**
     * What the tables have.
     *
     * @param sales   rows of the distributed table
     * @param amount  the sum of their amounts
     * @param coupons rows of the reference table
     */
    public record Held(long sales, long amount, long coupons) {
    }

    /** Creates and fills them anew, with so many sales in each state. Another process that has them is waited for. */
    public static FailureTables make(Cluster cluster, int salesEach, Progress progress) {
        var tables = new FailureTables(cluster, SchemaHold.take(cluster, SCHEMA, progress), salesEach);
        Cleaning.ifFails(tables.hold, () -> tables.fill(progress));
        return tables;
    }

    private void fill(Progress progress) {
        remove(cluster);
        progress.report("tables", 0, 1, "schemas");
        try (Session session = cluster.session()) {
            session.execute(sql("tables"));
            session.query(sql("distribute"));
            session.update(sql("fill"), salesEach);
            session.update(sql("fill_coupon"));
            places = session.query(sql("places")).stream().map(FailureTables::place).toList();
        }
        progress.report("tables", 1, 1, "schemas");
    }

    private static FailurePlace place(Rows.Row row) {
        return new FailurePlace(row.text("state"), row.number("shard_id"), row.integer("group_id"));
    }

    /** Where each state was when the tables were made, worker by worker. */
    public List<FailurePlace> places() {
        return places;
    }

    /** How many sales each state has. */
    public int salesEach() {
        return salesEach;
    }

    /** The worker with the most states, the one that hurts most. */
    public String fullestWorker() {
        return places.stream().map(FailurePlace::node).max((one, other) -> Long.compare(on(one), on(other))).orElseThrow();
    }

    private long on(String node) {
        return places.stream().filter(place -> place.node().equals(node)).count();
    }

    /**
     * A state whose rows are on a node.
     *
     * @throws LabException if none is there
     */
    public FailurePlace anyOn(String node) {
        return places.stream().filter(place -> place.node().equals(node)).findFirst().orElseThrow(() ->
                new LabException("no state is on " + node, cluster.engine(), null, "name one of "
                        + places.stream().map(FailurePlace::node).distinct().toList(), null));
    }

    /**
     * A state whose rows are elsewhere.
     *
     * @throws LabException if all are on that node
     */
    public FailurePlace anyBeside(String node) {
        return places.stream().filter(place -> !place.node().equals(node)).findFirst().orElseThrow(() ->
                new LabException("all states are on " + node, cluster.engine(), null, "use a cluster of two workers or more",
                        null));
    }

    /** Nodes that are killed, cut off and silenced under these tables; each experiment tells its own progress. */
    public Failures failures(Progress progress) {
        return new Failures(cluster, this, progress);
    }

    /** What the tables have now. */
    public Held contents() {
        try (Session session = cluster.session()) {
            Rows.Row row = session.query(sql("contents")).row(0);
            return new Held(row.number("sales"), row.number("amount"), row.number("coupons"));
        }
    }

    private static void remove(Cluster cluster) {
        try (Session session = cluster.session()) {
            session.execute(sql("drop"));
        }
    }

    static String sql(String name) {
        return SqlFile.read("workload/failures/" + name + ".sql").strip();
    }

    @Override
    public void close() {
        try (hold) {
            remove(cluster);
        }
    }
}

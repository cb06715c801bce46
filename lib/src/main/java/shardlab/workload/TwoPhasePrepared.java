package shardlab.workload;

import java.util.List;
import shardlab.NodeName;
import shardlab.sql.Session;

/**
 * A prepared transaction that waits on a worker for its second phase.
 *
 * @param node the worker
 * @param gid  its name: {@code citus_<group of the coordinator>_<process>_<transaction>_<connection>} if Citus gave it
 */
public record TwoPhasePrepared(String node, String gid) {

    /** All that wait now, on every worker that answers, as {@code pg_prepared_xacts} lists them. */
    public static List<TwoPhasePrepared> all(Session coordinator) {
        return coordinator.query(TransferTables.sql("prepared")).stream()
                .map(row -> new TwoPhasePrepared(NodeName.of(row.integer("group_id")), row.text("line"))).toList();
    }

    @Override
    public String toString() {
        return node + ": " + gid;
    }
}

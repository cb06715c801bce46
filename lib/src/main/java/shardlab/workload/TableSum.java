package shardlab.workload;

import java.math.BigDecimal;
import java.util.List;
import shardlab.cluster.Cluster;
import shardlab.sql.Rows;
import shardlab.sql.Session;

/**
 * What a table holds, in two numbers that are the same wherever its shards are.
 *
 * @param table    its name
 * @param rows     how many rows
 * @param checksum the sum of a hash of each row
 */
public record TableSum(String table, long rows, BigDecimal checksum) {

    /** Of all distributed and reference tables of a cluster, by name. */
    public static List<TableSum> all(Cluster cluster) {
        try (Session session = cluster.session()) {
            return session.query(FailureTables.sql("tables_to_sum")).stream().map(row -> of(session, row)).toList();
        }
    }

    private static TableSum of(Session session, Rows.Row table) {
        String name = table.text("name");
        Rows sums = table.truth("distributed") ? session.query(FailureTables.sql("sums_of_shards"), name)
                : session.query(FailureTables.sql("sums_of_reference").formatted(name));
        return new TableSum(name, sums.row(0).number("number_of_rows"), new BigDecimal(sums.row(0).text("checksum")));
    }
}

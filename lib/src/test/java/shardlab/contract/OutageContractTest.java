package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import shardlab.cluster.Node;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** A worker that crashes takes its own shards out of reach and nobody else's, and comes back with every row. */
class OutageContractTest extends ClusterContract {

    private static final String NODE_OF = "(select groupid from citus_shards join pg_dist_node using (nodename, nodeport) "
            + "where shardid = get_shard_id_for_distribution_column('sale', g) limit 1)";

    @Test
    void aKilledWorkerTakesOnlyItsShardsOutOfReachAndComesBackWhole() {
        run("create table sale (id int primary key, note text)", "create table category (id int primary key)",
                "insert into sale select g, 'x' from generate_series(1, 200) g", "insert into category values (1), (2)",
                "select create_distributed_table('sale', 'id', shard_count := 8)",
                "select create_reference_table('category')");
        Node victim = engine.cluster().nodes().stream().filter(node -> !node.coordinator()).findFirst().orElseThrow();
        long lost = anyIdOn("=", victim);
        long kept = anyIdOn("<>", victim);
        killDuringTransactions(victim, kept);
        try (Session during = engine.open()) {
            assertThat(lines(during, "select id from sale where id = " + kept)).containsExactly(String.valueOf(kept));
            assertThat(during.update("update sale set note = 'y' where id = " + kept)).isEqualTo(1);
            assertThat(lines(during, "select count(*) from category")).containsExactly("2");
            session = during;
            assertThat(refusal("select id from sale where id = " + lost).sqlState()).startsWith("08");
            assertThat(refusal("select count(*) from sale").sqlState()).startsWith("08");
            assertThat(lines("select count(*) from citus_check_cluster_node_health() where result"))
                    .isNotEqualTo(lines("select count(*) from citus_check_cluster_node_health()"));
        } finally {
            engine.cluster().restart(victim);
            session = engine.reopenSession();
        }
        try (Session after = engine.open()) {
            assertThat(lines(after, "select count(*) from sale where note = 'w'")).containsExactly("0");
            assertThat(lines(after, "select id from category order by id")).containsExactly("1", "2");
            assertThat(lines(after, "select count(*), count(*) filter (where note = 'y') from sale"))
                    .containsExactly("200|1");
            assertThat(after.update("update sale set note = 'z'")).isEqualTo(200);
            assertThat(after.update("insert into category values (3)")).isEqualTo(1);
        }
    }

    /** One has written on all workers and must not commit; another has nothing to do with the victim and may. */
    private void killDuringTransactions(Node victim, long kept) {
        try (Session whole = engine.open(); Session router = engine.open()) {
            router.execute("begin");
            router.update("update sale set note = 'r' where id = ?", kept);
            whole.execute("begin");
            whole.update("update sale set note = 'w' where id <> ?", kept);
            whole.update("update category set id = id + 10");
            engine.cluster().kill(victim);
            router.execute("commit");
            assertThat(catchThrowableOfType(SqlException.class, () -> whole.execute("commit")).sqlState())
                    .matches("08...|57P01|XX000");
        }
    }

    private long anyIdOn(String comparison, Node node) {
        return number("select min(g) from generate_series(1, 200) g where " + NODE_OF + " " + comparison + " "
                + node.groupId());
    }
}

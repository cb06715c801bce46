package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** The functions that manage nodes answer as Citus's do. */
class NodeFunctionContractTest extends ClusterContract {

    @Test
    void theCoordinatorIsGroupZeroAndHoldsNoShards() {
        assertThat(lines("select groupid, noderole, isactive, hasmetadata, metadatasynced, shouldhaveshards, nodecluster, "
                + "noderack from pg_dist_node where groupid = 0"))
                .containsExactly("0|primary|true|true|true|false|default|default");
    }

    @Test
    void everyWorkerIsAnActivePrimaryThatHoldsShards() {
        assertThat(lines("select distinct noderole, isactive, shouldhaveshards from pg_dist_node where groupid > 0"))
                .containsExactly("primary|true|true");
        assertThat(number("select count(distinct groupid) from pg_dist_node")).isEqualTo(engine.workers().size() + 1);
    }

    @Test
    void theActiveWorkersAreListedWithoutTheCoordinator() {
        assertThat(lines("select * from citus_get_active_worker_nodes() order by node_name, node_port"))
                .isEqualTo(lines("select nodename, nodeport from pg_dist_node where groupid > 0 "
                        + "order by nodename, nodeport"));
    }

    @Test
    void everyNodeReachesEveryNode() {
        long nodes = engine.workers().size() + 1L;
        assertThat(lines("select count(*), count(distinct (from_nodename, from_nodeport)), "
                + "count(distinct (to_nodename, to_nodeport)), bool_and(result) from citus_check_cluster_node_health()"))
                .containsExactly(nodes * nodes + "|" + nodes + "|" + nodes + "|true");
    }

    @Test
    void aCommandThatIsStoppedStopsOnTheWorkersToo() {
        String running = "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() "
                + "and query like 'select pg_sleep(300) /* stopped %'";
        run("set statement_timeout to '2s'");
        for (String more : List.of("", ", false")) {
            assertThat(refusal("select * from run_command_on_workers('select pg_sleep(300) /* stopped */'" + more + ")")
                    .sqlState()).isEqualTo("57014");
        }
        run("reset statement_timeout");
        for (Server worker : engine.workers()) {
            try (Session there = Session.open(worker)) {
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (there.query(running).singleNumber() > 0) {
                    assertThat(System.nanoTime()).as("it still runs on " + worker.name()).isLessThan(end);
                }
            }
        }
        assertThat(lines("select distinct success, result from run_command_on_workers('select 7')"))
                .containsExactly("true|7");
    }

    @Test
    void addingANodeThatIsThereReturnsItsNumber() {
        List<String> before = lines("select * from pg_dist_node order by nodeid");
        assertThat(lines("select citus_add_node(nodename, nodeport) = nodeid from pg_dist_node where groupid > 0"))
                .hasSize(engine.workers().size()).containsOnly("true");
        assertThat(lines("select * from pg_dist_node order by nodeid")).isEqualTo(before);
    }

    @Test
    void addingANodeThatDoesNotAnswerIsRefused() {
        List<String> before = lines("select * from pg_dist_node order by nodeid");
        assertThat(refusal("select citus_add_node('127.0.0.1', 1)").sqlState()).startsWith("08");
        assertThat(lines("select * from pg_dist_node order by nodeid")).isEqualTo(before);
    }

    @Test
    void removingANodeThatIsNotThereIsRefused() {
        assertRefused("select citus_remove_node('127.0.0.1', 1)", "XX000", "node at \"127.0.0.1:1\" does not exist");
    }

    @Test
    void removingANodeThatHoldsShardsIsRefused() {
        run("create table sale (id int)", "select create_distributed_table('sale', 'id', shard_count := 8)");
        var worker = engine.registeredWorkers().get(0);
        var error = refusal(session.format("select citus_remove_node(%L, %L)", worker.host(), worker.port()));
        assertThat(error.what()).startsWith("cannot remove or disable the node " + worker.host() + ":" + worker.port()
                + " because because it contains the only shard placement for shard ");
        assertThat(error.serverMessage().getHint()).isEqualTo("To proceed, either drop the tables or use "
                + "undistribute_table() function to convert them to local tables");
        assertThat(number("select count(*) from citus_get_active_worker_nodes()")).isEqualTo(engine.workers().size());
    }

    @Test
    void settingTheCoordinatorsHostAgainChangesNothing() {
        List<String> before = lines("select * from pg_dist_node order by nodeid");
        run(session.format("select citus_set_coordinator_host(%L, %L)",
                text("select nodename from pg_dist_node where groupid = 0"),
                number("select nodeport from pg_dist_node where groupid = 0")));
        assertThat(lines("select * from pg_dist_node order by nodeid")).isEqualTo(before);
    }
}

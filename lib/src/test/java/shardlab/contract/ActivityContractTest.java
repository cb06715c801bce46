package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import shardlab.sql.Session;

/** What every node is doing, and who waits for whom, is seen from the coordinator. */
class ActivityContractTest extends ClusterContract {

    private static final String INCREMENT = "update sale set amount = amount + 1 where id = 1";
    private static final String ACTIVITY = "global_pid int8, nodeid int4, is_worker_query bool, datid oid, datname name, "
            + "pid int4, leader_pid int4, usesysid oid, usename name, application_name text, client_addr inet, "
            + "client_hostname text, client_port int4, backend_start timestamptz, xact_start timestamptz, "
            + "query_start timestamptz, state_change timestamptz, wait_event_type text, wait_event text, state text, "
            + "backend_xid xid, backend_xmin xid, query_id int8, query text, backend_type text";

    private String columns(String view) {
        return String.join(", ", session.query("select * from " + view + " limit 0").columns().stream()
                .map(column -> column.name() + " " + column.type()).toList());
    }

    @Test
    void activityHasCitussColumns() {
        assertThat(columns("citus_stat_activity")).isEqualTo(ACTIVITY);
        assertThat(columns("citus_dist_stat_activity")).isEqualTo(ACTIVITY);
    }

    @Test
    void locksHaveCitussColumns() {
        assertThat(columns("citus_locks")).isEqualTo("global_pid int8, nodeid int4, locktype text, database oid, "
                + "relation oid, relation_name text, page int4, tuple int2, virtualxid text, transactionid xid, "
                + "classid oid, objid oid, objsubid int2, virtualtransaction text, pid int4, mode text, granted bool, "
                + "fastpath bool, waitstart timestamptz");
        assertThat(columns("citus_lock_waits")).isEqualTo("waiting_gpid int8, blocking_gpid int8, blocked_statement text, "
                + "current_statement_in_blocking_process text, waiting_nodeid int4, blocking_nodeid int4");
    }

    @Test
    void aGlobalProcessIsANodeAndAProcess() {
        assertThat(lines("select citus_calculate_gpid(3, 77), citus_nodeid_for_gpid(30000000077), "
                + "citus_pid_for_gpid(30000000077)")).containsExactly("30000000077|3|77");
        assertThat(lines("select citus_backend_gpid() = "
                + "citus_calculate_gpid(citus_coordinator_nodeid(), pg_backend_pid())"))
                .containsExactly("true");
    }

    @Test
    void everyNodesSessionsAreListedUnderTheirNode() {
        run("create table sale (id int, amount int)", "select create_distributed_table('sale', 'id')",
                "insert into sale select i, i from generate_series(1, 100) i");
        run("begin");
        try {
            assertThat(number("select count(*) from sale")).isEqualTo(100);
            assertThat(number("select count(distinct nodeid) from citus_stat_activity where is_worker_query "
                    + "and global_pid = citus_backend_gpid()")).isGreaterThanOrEqualTo(engine.workers().size());
            assertThat(lines("select distinct nodeid = citus_coordinator_nodeid() from citus_dist_stat_activity "
                    + "where global_pid = citus_backend_gpid()")).containsExactly("true");
        } finally {
            run("rollback");
        }
    }

    @Test
    void whoWaitsForWhomIsSeenFromTheCoordinator() throws Exception {
        run("create table sale (id int primary key, amount int)", "select create_distributed_table('sale', 'id')",
                "insert into sale values (1, 1)");
        try (Session forgotten = engine.open(); Session waits = engine.open()) {
            forgotten.execute("begin");
            forgotten.execute("update sale set amount = 2 where id = 1");
            var waiting = CompletableFuture.runAsync(() -> waits.execute(INCREMENT));
            long blocking = forgotten.query("select citus_backend_gpid()").singleNumber();
            assertThat(waitsFor(blocking)).containsExactly(INCREMENT);
            forgotten.execute("rollback");
            waiting.get(60, TimeUnit.SECONDS);
        }
        assertThat(lines("select amount from sale")).containsExactly("2");
    }

    /** The statements that wait for a session, as soon as there is one. */
    private List<String> waitsFor(long blocking) {
        List<String> waiting;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        do {
            waiting = lines("select blocked_statement from citus_lock_waits where blocking_gpid = ?", blocking);
        } while (waiting.isEmpty() && System.nanoTime() < end);
        return waiting;
    }
}

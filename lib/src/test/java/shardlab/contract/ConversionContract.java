package shardlab.contract;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import shardlab.sql.Session;

/** Two co-located tables and a key between them, and several sessions that change where their rows lie. */
abstract class ConversionContract extends ClusterContract {

    static final int ROWS = 40;
    static final String NEW_ROW = "insert into contract.account values (" + (ROWS + 1) + ", 1)";
    static final String MOVE = """
            select citus_move_shard_placement(s.shardid, n.nodeid, m.nodeid, 'block_writes')
            from   pg_dist_shard s join pg_dist_placement using (shardid) join pg_dist_node n using (groupid)
            join   lateral (select nodeid from pg_dist_node where groupid > 0 and groupid <> n.groupid
                            order by nodeid limit 1) m on true
            where  s.shardid = get_shard_id_for_distribution_column('account', %d)""";
    static final String ISOLATE = "select isolate_tenant_to_new_shard('account', %d, 'CASCADE', 'block_writes')";
    static final String LOCAL = "select undistribute_table('account', cascade_via_foreign_keys := true)";

    @BeforeEach
    void createTables() {
        if (session != null) {
            run("create table account (id int primary key, n int)",
                    "create table entry (id int, part int, primary key (id, part), foreign key (id) references account)",
                    "select create_distributed_table('account', 'id', shard_count := 8)",
                    "select create_distributed_table('entry', 'id', colocate_with := 'account')",
                    "insert into account select g, 0 from generate_series(1, " + ROWS + ") g",
                    "insert into entry select g, 0 from generate_series(1, " + ROWS + ") g");
        }
    }

    void dropTables() {
        run("drop table entry", "drop table account");
    }

    void awaitEndOrLock(CompletableFuture<Void> changed) {
        try (Session watcher = engine.open()) {
            while (!changed.isDone() && watcher.query("select 1 from pg_stat_activity where wait_event_type = 'Lock' "
                    + "and application_name like 'shardlab%' and backend_type = 'client backend'").size() == 0) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    String of(String change) {
        return change.formatted(ROWS + 1);
    }
}

package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * Rows change their place while another session writes: what that one committed goes along, or the change is refused and may
 * be tried again. A place that was looked up before the lock, or a snapshot that is older than it, would lose rows.
 */
class ConversionUnderWritesContractTest extends ClusterContract {

    private static final int ROWS = 40;
    private static final String NEW_ROW = "insert into contract.account values (" + (ROWS + 1) + ", 1)";
    private static final String MOVE = """
            select citus_move_shard_placement(s.shardid, n.nodeid, m.nodeid, 'block_writes')
            from   pg_dist_shard s join pg_dist_placement using (shardid) join pg_dist_node n using (groupid)
            join   lateral (select nodeid from pg_dist_node where groupid > 0 and groupid <> n.groupid
                            order by nodeid limit 1) m on true
            where  s.shardid = get_shard_id_for_distribution_column('account', %d)""";
    private static final String ISOLATE = "select isolate_tenant_to_new_shard('account', %d, 'CASCADE', 'block_writes')";
    private static final String LOCAL = "select undistribute_table('account', cascade_via_foreign_keys := true)";
    /** Try it again: a serialization failure, or what asks for a transaction of its own. */
    private static final Set<String> REFUSALS = Set.of("40001", "0A000", "25001");

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

    private void dropTables() {
        run("drop table entry", "drop table account");
    }

    /** While another session's row is not committed, a change begins; then the row is committed. */
    private void changeWhileWriting(String write, String change) {
        try (Session writer = engine.open()) {
            writer.execute("begin");
            writer.execute(write);
            var changed = CompletableFuture.runAsync(() -> run(change));
            awaitEndOrLock(changed);
            writer.execute("commit");
            changed.join();
        }
    }

    private void awaitEndOrLock(CompletableFuture<Void> changed) {
        try (Session watcher = engine.open()) {
            while (!changed.isDone() && watcher.query("select 1 from pg_stat_activity where wait_event_type = 'Lock' "
                    + "and application_name like 'shardlab%' and backend_type = 'client backend'").size() == 0) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private void assertAllRowsAreThere() {
        assertThat(lines("select count(*), count(distinct id) from account")).containsExactly((ROWS + 1) + "|" + (ROWS + 1));
        assertThat(number("select count(*) from account join entry using (id)")).isEqualTo(ROWS);
        run("insert into account values (" + (ROWS + 2) + ", 2)", "update account set n = 3 where id = 1");
        assertThat(lines("select sum(n) from account")).containsExactly("6");
    }

    private String of(String change) {
        return change.formatted(ROWS + 1);
    }

    @Test
    void aShardThatMovesTakesAlongWhatWasBeingWritten() {
        changeWhileWriting(NEW_ROW, of(MOVE));
        assertAllRowsAreThere();
    }

    /** What the first move left behind on the worker is dropped by the second. */
    @Test
    void aSecondMoveFromAWorkerTakesAlongWhatWasBeingWritten() {
        run("select 1 from (" + MOVE.formatted(otherIdOnTheWorkerOf(ROWS + 1)) + ") moved");
        changeWhileWriting(NEW_ROW, of(MOVE));
        assertAllRowsAreThere();
    }

    private long otherIdOnTheWorkerOf(int id) {
        return number("""
                select min(o.id)
                from   generate_series(1, 400) o(id), pg_dist_placement p, pg_dist_placement q
                where  p.shardid = get_shard_id_for_distribution_column('account', %d) and p.groupid = q.groupid
                and    q.shardid = get_shard_id_for_distribution_column('account', o.id) and q.shardid <> p.shardid
                """.formatted(id));
    }

    @Test
    void aTenantThatIsIsolatedTakesAlongWhatWasBeingWritten() {
        run(of(MOVE));
        changeWhileWriting(NEW_ROW, of(ISOLATE));
        assertAllRowsAreThere();
    }

    @Test
    void tablesThatBecomeLocalTakeAlongWhatWasBeingWritten() {
        run(of(MOVE));
        changeWhileWriting(NEW_ROW, LOCAL);
        assertAllRowsAreThere();
    }

    @Test
    void tablesThatBecomeLocalTogetherTakeAlongWhatWasWrittenToTheLastOfThem() {
        changeWhileWriting("insert into contract.entry values (7, 1)", LOCAL);
        assertThat(number("select count(*) from entry where id = 7")).isEqualTo(2);
    }

    @Test
    void aTableThatIsDistributedTakesAlongWhatWasBeingWritten() {
        run("create table late (id int primary key)");
        changeWhileWriting("insert into contract.late values (1)", "select create_distributed_table('late', 'id')");
        assertThat(lines("select id from late")).containsExactly("1");
    }

    @Test
    void aReferenceTableHasOnAllNodesWhatWasBeingWrittenToItWhenItWasEmpty() {
        run("create table late (id int primary key)");
        changeWhileWriting("insert into contract.late values (1)", "select create_reference_table('late')");
        assertThat(lines("select distinct result from run_command_on_placements('late', 'select count(*) from %s')"))
                .containsExactly("1");
    }

    @Test
    void aWorkerThatJoinsHasWhatWasBeingWrittenToReferenceTables() {
        run("drop table entry", "drop table account", "create table late (id int primary key)",
                "select create_reference_table('late')");
        Server worker = engine.registeredWorkers().get(engine.registeredWorkers().size() - 1);
        run(session.format("select citus_remove_node(%L, %L)", worker.host(), worker.port()));
        changeWhileWriting("insert into contract.late values (1)",
                session.format("select citus_add_node(%L, %L)", worker.host(), worker.port()));
        run("insert into late values (2)");
        run("create table beside (id int primary key)", "select create_distributed_table('beside', 'id')");
        assertThat(lines("select distinct result from run_command_on_placements('late', 'select count(*) from %s')"))
                .containsExactly("2");
        assertThat(number("select count(*) from pg_dist_placement join pg_dist_shard using (shardid) "
                + "where logicalrelid = 'late'::regclass and groupid > 0")).isEqualTo(engine.workers().size());
    }

    /** What another session committed after this one's first look is not in the snapshot that its connections have. */
    @ParameterizedTest
    @ValueSource(strings = {MOVE, ISOLATE, LOCAL})
    void aChangeInATransactionThatHasLookedBeforeLosesNothing(String change) {
        for (String isolation : List.of("read committed", "repeatable read", "serializable")) {
            if (change.equals(LOCAL) && engine != ContractEngine.EMBEDDED && !isolation.equals("read committed")) {
                continue;       // Citus 13.2 copies what the snapshot sees, and drops the shards
            }
            try (Session writer = engine.open()) {
                run("begin isolation level " + isolation, "select count(*) from account");
                writer.execute("insert into contract.account values (" + (ROWS + 1) + ", 1) on conflict do nothing");
                changeOrRefuse(of(change));
            }
            assertThat(lines("select count(*), count(distinct id) from account"))
                    .as(isolation).containsExactly((ROWS + 1) + "|" + (ROWS + 1));
            dropTables();
            createTables();
        }
    }

    @Test
    void aLocalTableThatIsDistributedInATransactionThatHasLookedBeforeLosesNothing() {
        for (String isolation : List.of("read committed", "repeatable read", "serializable")) {
            for (String change : List.of("select create_distributed_table('late', 'id')",
                    "select create_reference_table('late')")) {
                run("create table late (id int primary key)");
                try (Session writer = engine.open()) {
                    run("begin isolation level " + isolation, "select count(*) from late");
                    writer.execute("insert into contract.late values (1)");
                    changeOrRefuse(change);
                }
                assertThat(lines("select id from late")).as(isolation + ", " + change).containsExactly("1");
                assertThat(lines("select id from late where id = 1")).as(isolation + ", " + change).containsExactly("1");
                run("drop table late");
            }
        }
    }

    /** Where the shards lie is in a snapshot too. */
    @Test
    void ddlInATransactionThatIsOlderThanAMoveReachesTheShardWhereItIs() {
        for (String isolation : List.of("repeatable read", "serializable")) {
            try (Session mover = engine.open()) {
                run("begin isolation level " + isolation, "select count(*) from pg_dist_node");
                mover.execute("set search_path = contract, public");
                mover.execute(of(MOVE));
                changeOrRefuse("alter table account add column later int default 5");
            }
            run("alter table account add column if not exists later int default 5");
            assertThat(number("select sum(later) from account")).isEqualTo(ROWS * 5L);
            run("alter table account drop column later");
        }
    }

    @Test
    void aWriteInATransactionThatIsOlderThanANodeReachesTheCopyThere() {
        dropTables();
        run("create table late (id int primary key)", "select create_reference_table('late')");
        Server worker = engine.registeredWorkers().get(engine.registeredWorkers().size() - 1);
        for (String isolation : List.of("repeatable read", "serializable")) {
            run(session.format("select citus_remove_node(%L, %L)", worker.host(), worker.port()));
            try (Session other = engine.open()) {
                run("begin isolation level " + isolation, "select count(*) from late");
                other.execute(session.format("select citus_add_node(%L, %L)", worker.host(), worker.port()));
                changeOrRefuse("insert into late select 1 + count(*) from late");
            }
            run("create table beside (id int primary key)", "select create_distributed_table('beside', 'id')",
                    "drop table beside");
            assertThat(lines("select distinct result from run_command_on_placements('late', 'select count(*) from %s')"))
                    .as(isolation).hasSize(1);
        }
    }

    private void changeOrRefuse(String change) {
        try {
            run(change, "commit");
        } catch (SqlException refused) {
            run("rollback");
            assertThat(refused.sqlState()).as(change + ": " + refused.what()).isIn(REFUSALS);
        }
    }

    @Test
    void twoSessionsDistributeATableOnce() {
        run("create table late (id int primary key)", "insert into late values (1)");
        twice("select create_distributed_table('contract.late', 'id', shard_count := 4)");
        assertThat(lines("select id from late")).containsExactly("1");
        assertThat(number("select count(*) from pg_dist_shard where logicalrelid = 'late'::regclass")).isEqualTo(4);
    }

    @Test
    void twoSessionsMakeAReferenceTableOnce() {
        run("create table late (id int primary key)", "insert into late values (1)");
        twice("select create_reference_table('contract.late')");
        assertThat(lines("select id from late")).containsExactly("1");
        assertThat(number("select count(*) from pg_dist_shard where logicalrelid = 'late'::regclass")).isEqualTo(1);
    }

    @Test
    void twoSessionsMakeATableLocalOnce() {
        twice("select undistribute_table('contract.account', cascade_via_foreign_keys := true)");
        assertThat(number("select count(*) from account join entry using (id)")).isEqualTo(ROWS);
        assertThat(number("select count(*) from pg_dist_partition where logicalrelid = 'account'::regclass")).isZero();
    }

    @Test
    void twoSessionsIsolateTwoTenantsOfAShard() {
        twice("select isolate_tenant_to_new_shard('contract.account', 1, 'CASCADE', 'block_writes')",
                "select isolate_tenant_to_new_shard('contract.account', 3, 'CASCADE', 'block_writes')");
        assertThat(number("select count(*) from account join entry using (id)")).isEqualTo(ROWS);
        for (int id = 1; id <= ROWS; id++) {
            assertThat(number("select count(*) from account where id = " + id)).as("id " + id).isEqualTo(1);
        }
    }

    @Test
    void aShardThatTwoSessionsMoveIsInOnePlace() {
        twice(of(MOVE).replace("'account'", "'contract.account'"),
                of(MOVE).replace("'account'", "'contract.account'").replace("order by nodeid limit", "order by nodeid desc limit"));
        assertThat(number("select count(*) from account join entry using (id)")).isEqualTo(ROWS);
        assertThat(number("select count(*) from pg_dist_placement where shardid = "
                + "get_shard_id_for_distribution_column('account', 41)")).isEqualTo(1);
    }

    /** A second table comes into the group while a shard of the first moves. */
    @Test
    void aTableThatJoinsAGroupWhoseShardMovesIsColocatedAfterwards() {
        run("create table late (id int primary key)");
        try (Session other = engine.open()) {
            other.execute("begin");
            other.query("select create_distributed_table('contract.late', 'id', colocate_with := 'contract.account')");
            var moved = CompletableFuture.runAsync(() -> attempt(session, of(MOVE)));
            awaitEndOrLock(moved);
            other.execute("commit");
            moved.join();
        }
        assertThat(number("""
                select count(*)
                from   pg_dist_shard a join pg_dist_placement p using (shardid)
                join   pg_dist_shard b on b.shardminvalue = a.shardminvalue
                join   pg_dist_placement q on q.shardid = b.shardid
                where  a.logicalrelid = 'account'::regclass and b.logicalrelid = 'late'::regclass
                and    p.groupid = q.groupid""")).isEqualTo(8);
        run("insert into late select id from account");
        assertThat(number("select count(*) from account join late using (id)")).isEqualTo(ROWS);
    }

    private void twice(String statement) {
        twice(statement, statement);
    }

    /** One session has done it and not committed when the other begins. */
    private void twice(String first, String second) {
        try (Session other = engine.open()) {
            other.execute("begin");
            other.execute(first);
            var done = CompletableFuture.runAsync(() -> attempt(session, second));
            awaitEndOrLock(done);
            attempt(other, "commit");
            done.join();
        }
    }

    private static void attempt(Session session, String statement) {
        try {
            session.execute(statement);
        } catch (SqlException refused) {
            session.execute("rollback");
        }
    }
}

package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
class ConversionUnderWritesContractTest extends ConversionContract {

    /** Try it again: a serialization failure, or what asks for a transaction of its own. */
    private static final Set<String> REFUSALS = Set.of("40001", "0A000", "25001");

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

    private void assertAllRowsAreThere() {
        assertThat(lines("select count(*), count(distinct id) from account")).containsExactly((ROWS + 1) + "|" + (ROWS + 1));
        assertThat(number("select count(*) from account join entry using (id)")).isEqualTo(ROWS);
        run("insert into account values (" + (ROWS + 2) + ", 2)", "update account set n = 3 where id = 1");
        assertThat(lines("select sum(n) from account")).containsExactly("6");
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
        long group = groupOf(worker);
        run(session.format("select citus_remove_node(%L, %L)", worker.host(), worker.port()));
        changeWhileWriting("insert into contract.late values (1)",
                session.format("select citus_add_node(%L, %L, %s)", worker.host(), worker.port(), group));
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
        long group = groupOf(worker);
        for (String isolation : List.of("repeatable read", "serializable")) {
            run(session.format("select citus_remove_node(%L, %L)", worker.host(), worker.port()));
            try (Session other = engine.open()) {
                run("begin isolation level " + isolation, "select count(*) from late");
                other.execute(session.format("select citus_add_node(%L, %L, %s)", worker.host(), worker.port(), group));
                changeOrRefuse("insert into late select 1 + count(*) from late");
            }
            run("create table beside (id int primary key)", "select create_distributed_table('beside', 'id')",
                    "drop table beside");
            assertThat(lines("select distinct result from run_command_on_placements('late', 'select count(*) from %s')"))
                    .as(isolation).hasSize(1);
        }
    }

    /** The node keeps its group when it comes back, and with it its name in other tests. */
    private long groupOf(Server worker) {
        return number("select groupid from pg_dist_node where nodename = ? and nodeport = ?", worker.host(),
                worker.port());
    }

    private void changeOrRefuse(String change) {
        try {
            run(change, "commit");
        } catch (SqlException refused) {
            run("rollback");
            assertThat(refused.sqlState()).as(change + ": " + refused.what()).isIn(REFUSALS);
        }
    }
}

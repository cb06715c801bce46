package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.cluster.Capability;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** What a transaction did on many shards is there after its commit and gone after its rollback. */
class TransactionContractTest extends ClusterContract {

    @BeforeEach
    void createAccounts() {
        if (session != null) {
            run("create table account (id int primary key, balance int check (balance >= 0))",
                    "insert into account select g, 100 from generate_series(1, 20) g",
                    "select create_distributed_table('account', 'id', shard_count := 8)");
        }
    }

    private String state(Session on) {
        return lines(on, "select count(*), sum(balance) from account").get(0);
    }

    @Test
    void aTransferBetweenShardsIsCommitted() {
        session.transaction(() -> {
            run("update account set balance = balance - 30 where id = 1",
                    "update account set balance = balance + 30 where id = 2");
            assertThat(lines("select balance from account where id in (1, 2) order by id")).containsExactly("70",
                    "130");
        });
        assertThat(lines("select balance from account where id in (1, 2) order by id")).containsExactly("70", "130");
        assertThat(state(session)).isEqualTo("20|2000");
    }

    @Test
    void rollbackUndoesEveryShard() {
        var stop = new IllegalStateException("roll back");
        assertThatThrownBy(() -> session.transaction(() -> {
            run("update account set balance = 0", "insert into account values (21, 5), (22, 5)",
                    "delete from account where id < 5");
            assertThat(state(session)).isEqualTo("18|10");
            throw stop;
        })).isSameAs(stop);
        assertThat(state(session)).isEqualTo("20|2000");
    }

    @Test
    void anErrorUndoesWhatTheTransactionDidBefore() {
        var error = catchThrowableOfType(SqlException.class, () -> session.transaction(() -> {
            run("update account set balance = balance + 1", "update account set balance = balance - 200 where id = 7");
        }));
        assertThat(error.sqlState()).isEqualTo("23514");
        assertThat(state(session)).isEqualTo("20|2000");
    }

    @Test
    void aStatementThatFailsOnOneShardChangesNone() {
        run("update account set balance = 5 where id = 9");
        assertThat(refusal("update account set balance = balance - 10").sqlState()).isEqualTo("23514");
        assertThat(state(session)).isEqualTo("20|1905");
        assertThat(refusal("insert into account values (30, 1), (31, 1), (32, 1), (9, 1)").sqlState())
                .isEqualTo("23505");
        assertThat(state(session)).isEqualTo("20|1905");
    }

    @Test
    void aSavepointUndoesWhatCameAfterIt() {
        session.transaction(() -> {
            run("update account set balance = balance + 1", "savepoint here", "delete from account",
                    "rollback to savepoint here",
                    "insert into account values (21, 0)");
            assertThat(state(session)).isEqualTo("21|2020");
        });
        assertThat(state(session)).isEqualTo("21|2020");
    }

    @Test
    void aTransactionGoesOnAfterAnErrorBehindASavepoint() {
        session.transaction(() -> {
            run("insert into account values (21, 1)", "savepoint here");
            assertThat(refusal("insert into account values (1, 1)").sqlState()).isEqualTo("23505");
            run("rollback to savepoint here", "insert into account values (22, 1)");
        });
        assertThat(state(session)).isEqualTo("22|2002");
    }

    @Test
    void releasedSavepointsAreCommitted() {
        session.transaction(() -> run("savepoint a", "insert into account values (21, 1)", "savepoint b",
                "insert into account values (22, 1)", "release savepoint b", "release savepoint a"));
        assertThat(state(session)).isEqualTo("22|2002");
    }

    @Test
    void othersSeeNothingBeforeTheCommit() {
        try (Session other = engine.open()) {
            session.transaction(() -> {
                run("update account set balance = 0", "insert into account values (21, 0)");
                assertThat(state(other)).isEqualTo("20|2000");
            });
            assertThat(state(other)).isEqualTo("21|0");
        }
    }

    @Test
    void aTransactionSeesItsOwnWritesThroughEveryPath() {
        run("create table entry (id int, amount int)",
                "select create_distributed_table('entry', 'id', colocate_with := 'account')");
        session.transaction(() -> {
            run("insert into entry select id, 1 from account", "update account a set balance = balance + e.amount "
                    + "from entry e where e.id = a.id");
            assertThat(state(session)).isEqualTo("20|2020");
            assertThat(number("select sum(a.balance + e.amount) from account a join entry e using (id)"))
                    .isEqualTo(2_040);
            run("truncate entry");
            assertThat(number("select count(*) from entry")).isZero();
        });
        assertThat(state(session)).isEqualTo("20|2020");
    }

    @Test
    void aRowIsLockedByItsKey() {
        session.transaction(() -> {
            assertThat(lines("select balance from account where id = 1 for update")).containsExactly("100");
            try (Session other = engine.open()) {
                other.execute("set statement_timeout = '700ms'");
                assertThat(catchThrowableOfType(SqlException.class,
                        () -> other.execute("update account set balance = 1 where id = 1")).sqlState())
                        .isEqualTo("57014");
                other.execute("set statement_timeout = 0");
                assertThat(other.update("update account set balance = 100 where id = 2")).isEqualTo(1);
            }
        });
        assertThat(state(session)).isEqualTo("20|2000");
    }

    @Test
    void aReadOnlyTransactionRefusesToWrite() {
        var error = catchThrowableOfType(SqlException.class, () -> session.transaction(() -> {
            run("set transaction read only");
            assertThat(state(session)).isEqualTo("20|2000");
            run("insert into account values (30, 1)");
        }));
        assertThat(error.sqlState()).isEqualTo("25006");
        assertThat(state(session)).isEqualTo("20|2000");
    }

    /** A deferred constraint fails on one worker at commit, when the others are done: only two-phase commit undoes them. */
    @Test
    void aCommitThatFailsOnOneWorkerFailsOnAllWhereThereIsTwoPhaseCommit() {
        run("create table entry (id int, account_id int, "
                + "foreign key (id) references account (id) deferrable initially deferred)",
                "select create_distributed_table('entry', 'id', colocate_with := 'account')");
        var error = catchThrowableOfType(SqlException.class, () -> session.transaction(
                () -> run("insert into entry select g, g from generate_series(1, 20) g",
                "insert into entry values (999, 1)")));
        assertThat(error).isNotNull();
        assertThat(error.sqlState()).isEqualTo("23503");
        assertThat(number("select count(*) from entry where id = 999")).isZero();
        long left = number("select count(*) from entry");
        if (engine.can(Capability.TWO_PHASE_COMMIT)) {
            assertThat(left).isZero();
        } else {
            assertThat(left).as("rows of workers that had committed before the one that failed").isLessThan(20);
        }
    }
}

package shardlab.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import shardlab.TestClusters;

class TransactionTest {

    private Session session;
    private Session onlooker;

    @BeforeEach
    void open() {
        session = TestClusters.embedded().session();
        onlooker = TestClusters.embedded().session();
        onlooker.execute("create table kept (id int)");
    }

    @AfterEach
    void close() {
        session.close();
        onlooker.execute("drop table kept");
        onlooker.close();
    }

    @Test
    void anErrorThrownInsideLeavesNothingCommittedAndTheSessionUsable() throws SQLException {
        assertThatThrownBy(() -> session.transaction(() -> {
            session.update("insert into kept values (1)");
            throw new StackOverflowError("not an exception");
        })).isInstanceOf(StackOverflowError.class).hasMessage("not an exception").hasNoSuppressedExceptions();
        assertThat(kept()).isZero();
        assertThat(session.jdbc().getAutoCommit()).isTrue();
        session.update("insert into kept values (2)");
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void aStatementWhoseServerProcessWasEndedReportsItselfAndNotTheRollback() throws SQLException {
        var error = catchThrowableOfType(SqlException.class, () -> session.transaction(() -> {
            session.update("insert into kept values (1)");
            end(session);
            session.update("insert into kept values (2)");
        }));
        assertThat(error.sql()).isEqualTo("insert into kept values (2)");
        assertThat(session.jdbc().isClosed()).isTrue();
        assertThat(kept()).isZero();
    }

    @Test
    void aQueryReadInPagesWhoseServerProcessEndsReportsItself() {
        String sql = "select pg_terminate_backend(pg_backend_pid()), n from generate_series(1, 5000) n";
        var error = catchThrowableOfType(SqlException.class, () -> session.run(sql, 5));
        assertThat(error.sql()).isEqualTo(sql);
        assertThat(error.sqlState()).isEqualTo("57P01");
    }

    @Test
    void aQueryAsTheFirstStatementLeavesTheTransactionOpen() {
        assertThatThrownBy(() -> session.transaction(() -> {
            assertThat(session.run("select 1", 5).rows().singleNumber()).isEqualTo(1);
            session.run("insert into kept values (1)", 5);
            throw new IllegalStateException("undo it");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(kept()).isZero();
    }

    @Test
    void aTransactionInAnotherIsUndoneByItselfAndOtherwiseWithTheOther() {
        session.transaction(() -> {
            session.update("insert into kept values (1)");
            assertThatThrownBy(() -> session.transaction(() -> {
                session.update("insert into kept values (2)");
                session.query("select 1 / 0");
            })).isInstanceOfSatisfying(SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("22012"));
            session.transaction(() -> session.update("insert into kept values (3)"));
            assertThat(kept()).isZero();
        });
        assertThat(onlooker.query("select id from kept order by id").stream().map(row -> row.number("id")))
                .containsExactly(1L, 3L);
    }

    @Test
    void aTransactionAfterABeginOfTheUsersOwnIsAPartOfIt() throws SQLException {
        session.run("begin", 5);
        session.transaction(() -> session.update("insert into kept values (1)"));
        assertThatThrownBy(() -> session.transaction(() -> session.update("insert into nosuch values (1)")))
                .isInstanceOf(SqlException.class);
        session.run("insert into kept values (2)", 5);
        assertThat(kept()).isZero();
        session.run("commit", 5);
        assertThat(kept()).isEqualTo(2);
        session.run("insert into kept values (3)", 5);
        assertThat(kept()).isEqualTo(3);
        assertThat(session.jdbc().getAutoCommit()).isTrue();
    }

    @Test
    void aBeginOfTheUsersOwnIsSeenWhicheverWayItWasSent() {
        session.execute("begin; insert into kept values (1)");
        session.transaction(() -> session.update("insert into kept values (2)"));
        session.update("rollback");
        assertThat(kept()).isZero();
        session.update("begin");
        session.query("select count(*) from kept");
        session.update("insert into kept values (3)");
        session.execute("rollback");
        assertThat(kept()).isZero();
    }

    @Test
    void anErrorInATransactionOfTheUsersOwnStaysUntilTheUserRollsBack() {
        session.run("begin", 5);
        assertThatThrownBy(() -> session.run("select 1 / 0", 5)).isInstanceOf(SqlException.class);
        assertThatThrownBy(() -> session.transaction(() -> session.run("select 1", 5)))
                .isInstanceOfSatisfying(SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("25P02"));
        session.run("rollback", 5);
        assertThat(session.run("select 1", 5).rows().singleNumber()).isEqualTo(1);
    }

    @Test
    void aLongResultStreamsInATransactionOfTheUsersOwnToo() {
        session.run("begin", 5);
        Result result = session.run("select n from generate_series(1, 54321) n", 5);
        session.run("rollback", 5);
        assertThat(result.rows().total()).isEqualTo(54_321);
    }

    private void end(Session victim) {
        long pid = ((PGConnection) victim.jdbc()).getBackendPID();
        assertThat(onlooker.query("select pg_terminate_backend(?::int, 10000)", pid).single()).isEqualTo(true);
    }

    private long kept() {
        return onlooker.query("select count(*) from kept").singleNumber();
    }
}

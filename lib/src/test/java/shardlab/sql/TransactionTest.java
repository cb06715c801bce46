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

    private void end(Session victim) {
        long pid = ((PGConnection) victim.jdbc()).getBackendPID();
        assertThat(onlooker.query("select pg_terminate_backend(?::int, 10000)", pid).single()).isEqualTo(true);
    }

    private long kept() {
        return onlooker.query("select count(*) from kept").singleNumber();
    }
}

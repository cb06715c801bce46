package shardlab.differential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** One of the two engines: a session on its coordinator, in which the statements of a scenario run one after the other. */
final class Side implements AutoCloseable {

    static final String SESSION = """
            set client_min_messages = error; set timezone = 'UTC'; set statement_timeout = '20s'; set lock_timeout = '3s';
            set search_path = diff, public; set citus.shard_count = 4; set extra_float_digits = 0""";

    private final Server coordinator;
    private Session session;

    Side(Server coordinator) {
        this.coordinator = coordinator;
    }

    /** Removes what the scenario before left, and begins anew. */
    void begin() {
        close();
        session = Session.open(coordinator);
        session.execute("set client_min_messages = error; set lock_timeout = '20s'");
        session.execute(SqlFile.read("differential/remove.sql"));
        session.execute("create schema diff");
        session.close();
        session = open();
    }

    Session session() {
        return session;
    }

    private Session open() {
        Session opened = Session.open(coordinator);
        opened.execute(SESSION);
        return opened;
    }

    /** Runs a statement and says what became of it. */
    Outcome run(Step step) {
        if (!step.second()) {
            return run(session, step);
        }
        try (Session other = open()) {
            other.execute("set statement_timeout = '4s'; set lock_timeout = 0");
            return run(other, step);
        }
    }

    private static Outcome run(Session session, Step step) {
        try {
            if (step.input() != null) {
                return new Outcome(List.of(), copies(session).copyIn(step.sql(), new StringReader(step.input())) + " copied",
                        null, null);
            } else if (step.copiesOut()) {
                return copyOut(session, step);
            }
            return execute(session.jdbc(), step);
        } catch (SQLException e) {
            return Outcome.error(e.getSQLState(), String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        } catch (IOException e) {
            return Outcome.error(null, e.toString());
        }
    }

    private static CopyManager copies(Session session) throws SQLException {
        return session.jdbc().unwrap(PGConnection.class).getCopyAPI();
    }

    private static Outcome copyOut(Session session, Step step) throws SQLException, IOException {
        var out = new ByteArrayOutputStream();
        long count = copies(session).copyOut(step.sql(), out);
        List<String> lines = new ArrayList<>(out.toString(StandardCharsets.UTF_8).lines().toList());
        Collections.sort(lines);
        return new Outcome(lines, count + " copied", null, null);
    }

    private static Outcome execute(Connection connection, Step step) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (!statement.execute(step.sql())) {
                String count = step.countsRows() ? statement.getLargeUpdateCount() + " changed" : "";
                return new Outcome(List.of(), count, null, null);
            }
            try (ResultSet rows = statement.getResultSet()) {
                return RowText.read(rows, step.ordered());
            }
        }
    }

    /** True if no transaction is open. */
    boolean isIdle() {
        return state() == TransactionState.IDLE;
    }

    /** True if a transaction is open and has failed. */
    boolean hasFailed() {
        return state() == TransactionState.FAILED;
    }

    private TransactionState state() {
        try {
            return session.jdbc().unwrap(PgConnection.class).getTransactionState();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement and takes back what it did; a transaction that was open before has failed after it. */
    Outcome tryOut(Step step) {
        if (step.second() || step.commits()) {
            return run(step.second() ? step : Step.of("rollback"));
        }
        boolean own = isIdle();
        if (own) {
            run(Step.of("begin"));
        }
        Outcome outcome = run(step);
        run(Step.of(own ? "rollback" : "select 1 / 0"));
        return outcome;
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}

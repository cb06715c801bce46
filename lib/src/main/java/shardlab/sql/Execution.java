package shardlab.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * One run of one statement of any kind. Rows stream by in pages where that is possible: the driver pages only inside
 * a transaction, so a query gets one of its own, unless it must not have one.
 */
final class Execution {

    private static final int PAGE_ROWS = 1_000;
    private static final String NOT_IN_A_TRANSACTION = "25001";
    private static final Set<String> QUERIES = Set.of("select", "values", "table", "with");

    private final Connection connection;
    private final String sql;
    private final Object[] parameters;
    private final long keep;

    Execution(Connection connection, String sql, Object[] parameters, long keep) {
        this.connection = connection;
        this.sql = sql;
        this.parameters = parameters;
        this.keep = keep;
    }

    Result run(Consumer<Statement> running) throws SQLException {
        if (!isQuery() || connection.unwrap(PgConnection.class).getTransactionState() != TransactionState.IDLE) {
            return once(0, running);
        }
        try {
            return Transaction.run(connection, () -> once(PAGE_ROWS, running));
        } catch (SQLException e) {
            if (NOT_IN_A_TRANSACTION.equals(e.getSQLState())) {
                return once(0, running);
            }
            throw e;
        }
    }

    private Result once(int pageRows, Consumer<Statement> running) throws SQLException {
        try (Statement statement = parameters.length == 0 ? connection.createStatement() : bound()) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(pageRows);
            running.accept(statement);
            boolean returnsRows = statement instanceof PreparedStatement prepared
                    ? prepared.execute() : statement.execute(sql);
            Rows rows = returnsRows ? read(statement.getResultSet(), keep) : null;
            String tag = rows == null ? CommandTag.of(sql, statement.getLargeUpdateCount()) : "SELECT " + rows.total();
            return new Result(rows, tag, notices(statement.getWarnings()));
        }
    }

    private PreparedStatement bound() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private boolean isQuery() {
        var lexer = new SqlLexer(sql);
        for (var token = lexer.next(); token != null; token = lexer.next()) {
            if (token.kind() == SqlLexer.Kind.WORD) {
                return QUERIES.contains(token.word());
            }
        }
        return false;
    }

    /** Reads the first rows and counts the others. */
    static Rows read(ResultSet rs, long keep) throws SQLException {
        List<Rows.Column> columns = columns(rs.getMetaData());
        List<Rows.Row> rows = new ArrayList<>();
        long total = 0;
        while (rs.next()) {
            if (total++ < keep) {
                rows.add(row(rs, columns));
            }
        }
        return new Rows(columns, rows, total);
    }

    private static Rows.Row row(ResultSet rs, List<Rows.Column> columns) throws SQLException {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Values.read(rs, i + 1, columns.get(i).type());
        }
        return new Rows.Row(columns, values);
    }

    private static List<Rows.Column> columns(ResultSetMetaData meta) throws SQLException {
        List<Rows.Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new Rows.Column(meta.getColumnLabel(i), type(meta.getColumnTypeName(i))));
        }
        return List.copyOf(columns);
    }

    /** The driver calls a column with a sequence for its default by a type that PostgreSQL does not have. */
    private static String type(String driversName) {
        return switch (driversName) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> driversName;
        };
    }

    private static List<Result.Notice> notices(SQLWarning first) {
        List<Result.Notice> notices = new ArrayList<>();
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            ServerErrorMessage message = warning instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
            notices.add(message == null ? new Result.Notice("NOTICE", warning.getMessage())
                    : new Result.Notice(message.getSeverity(), text(message)));
        }
        return List.copyOf(notices);
    }

    private static String text(ServerErrorMessage message) {
        String detail = message.getDetail() == null ? "" : "\nDETAIL: " + message.getDetail();
        String hint = message.getHint() == null ? "" : "\nHINT: " + message.getHint();
        return message.getMessage() + detail + hint;
    }
}

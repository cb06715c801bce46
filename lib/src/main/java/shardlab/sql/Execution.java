package shardlab.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One run of one statement of any kind. Rows stream by in pages where that is possible: the driver pages only inside
 * a transaction, so a query gets one of its own, unless one is open or it must not have one.
 */
final class Execution {

    private static final int PAGE_ROWS = 1_000;
    private static final String NOT_IN_A_TRANSACTION = "25001";
    private static final Set<String> QUERIES = Set.of("select", "values", "table", "with");

    private final Connection connection;
    private final Transaction transaction;
    private final String sql;
    private final Object[] parameters;
    private final long keep;
    private Notices notices = new Notices();

    Execution(Connection connection, Transaction transaction, String sql, Object[] parameters, long keep) {
        this.connection = connection;
        this.transaction = transaction;
        this.sql = sql;
        this.parameters = parameters;
        this.keep = keep;
    }

    /** What the server has said so far, if it failed too. */
    List<Result.Notice> notices() {
        return notices.all();
    }

    Result run(Consumer<Statement> running) throws SQLException {
        Result result = isQuery() ? paged(running) : once(0, running);
        notices.add(connection);
        return new Result(result.rows(), result.tag(), notices.all());
    }

    private Result paged(Consumer<Statement> running) throws SQLException {
        if (transaction.isOpen()) {
            return once(PAGE_ROWS, running);
        }
        try {
            return transaction.run(() -> once(PAGE_ROWS, running));
        } catch (SQLException e) {
            if (NOT_IN_A_TRANSACTION.equals(e.getSQLState())) {
                notices = new Notices();
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
            Rows rows = returnsRows(statement) ? read(statement.getResultSet()) : null;
            return new Result(rows, CommandTag.of(sql, rows, statement.getLargeUpdateCount()), List.of());
        }
    }

    private boolean returnsRows(Statement statement) throws SQLException {
        try {
            return statement instanceof PreparedStatement prepared ? prepared.execute() : statement.execute(sql);
        } finally {
            notices.add(statement);
        }
    }

    private PreparedStatement bound() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            Parameters.bind(statement, parameters);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private boolean isQuery() {
        List<String> words = Words.of(sql, 1);
        return !words.isEmpty() && QUERIES.contains(words.get(0));
    }

    private Rows read(ResultSet rs) throws SQLException {
        try {
            return read(rs, keep);
        } finally {
            notices.add(rs);
        }
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
        String[] texts = new String[columns.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = rs.getString(i + 1);
        }
        return new Rows.Row(columns, texts);
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
}

package shardlab.workload;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import shardlab.LabException;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** The ways in which a client can send rows. Whatever is not said to commit by itself is one transaction. */
final class InsertWays {

    /** Rows of a batch, of a statement of many rows, and of an array. */
    static final int BATCH = 1_000;

    private static final String ONE = InsertPlace.sql("one_row");
    private static final Map<String, String> PREPARED = Map.of("prepareThreshold", "1");
    private static final Map<String, String> REWRITING = Map.of("reWriteBatchedInserts", "true");

    static final List<InsertWay> OF_A_CLIENT = List.of(
            InsertWay.rowByRow("one row, autocommit", (place, rows) -> rowByRow(place.session(), rows)),
            InsertWay.rowByRow("one row, prepared, autocommit", (place, rows) -> rowByRow(place.session(PREPARED), rows)),
            InsertWay.rowByRow("one row, prepared, one transaction", (place, rows) ->
                    inOneTransaction(place.session(PREPARED), session -> rowByRow(session, rows))),
            InsertWay.bulk("JDBC batch", (place, rows) ->
                    inOneTransaction(place.session(PREPARED), session -> batches(session, rows))),
            InsertWay.bulk("JDBC batch, rewritten", (place, rows) ->
                    inOneTransaction(place.session(REWRITING), session -> batches(session, rows))),
            InsertWay.bulk("multi-row VALUES", (place, rows) ->
                    inOneTransaction(place.session(), session -> multiRow(session, rows, BATCH))),
            InsertWay.bulk("insert … select unnest", (place, rows) ->
                    inOneTransaction(place.session(), session -> unnest(session, rows))),
            InsertWay.bulk("COPY text", (place, rows) ->
                    place.session().copyIn(InsertPlace.sql("copy_text"), new UserRows(1, rows).text())),
            InsertWay.bulk("COPY binary", (place, rows) ->
                    place.session().copyIn(InsertPlace.sql("copy_binary"), new UserRows(1, rows).binary())));

    /** Each node takes a share of the rows, all at the same time: each is a transaction of its own. */
    static final InsertWay COPY_BY_EVERY_NODE = InsertWay.bulk("COPY by every node", InsertWays::copyByEveryNode);

    private InsertWays() {
    }

    /** Statements of many rows, each committed by itself. */
    static InsertWay statementsOf(int rowsEach) {
        return InsertWay.bulk(rowsEach + " rows a statement", (place, rows) -> multiRow(place.session(), rows, rowsEach));
    }

    private interface Statements {
        void send(Session session) throws SQLException;
    }

    private static void inOneTransaction(Session session, Statements statements) {
        session.transaction(() -> {
            try {
                statements.send(session);
            } catch (SQLException e) {
                throw new SqlException(session.server(), ONE, e);
            }
        });
    }

    private static void rowByRow(Session session, long rows) throws SQLException {
        try (PreparedStatement insert = session.jdbc().prepareStatement(ONE)) {
            for (long id = 1; id <= rows; id++) {
                bind(insert, 0, id);
                insert.executeUpdate();
            }
        }
    }

    private static void batches(Session session, long rows) throws SQLException {
        try (PreparedStatement insert = session.jdbc().prepareStatement(ONE)) {
            for (long id = 1; id <= rows; id++) {
                bind(insert, 0, id);
                insert.addBatch();
                if (id % BATCH == 0 || id == rows) {
                    insert.executeBatch();
                }
            }
        }
    }

    private static void multiRow(Session session, long rows, int rowsEach) throws SQLException {
        for (long first = 1; first <= rows; first += rowsEach) {
            int count = (int) Math.min(rowsEach, rows - first + 1);
            try (PreparedStatement insert = session.jdbc().prepareStatement(ONE + ", (?, ?, ?)".repeat(count - 1))) {
                for (int i = 0; i < count; i++) {
                    bind(insert, 3 * i, first + i);
                }
                insert.executeUpdate();
            }
        }
    }

    private static void bind(PreparedStatement insert, int before, long id) throws SQLException {
        insert.setLong(before + 1, id);
        insert.setString(before + 2, UserRows.name(id));
        insert.setString(before + 3, UserRows.email(id));
    }

    private static void unnest(Session session, long rows) {
        String insert = InsertPlace.sql("unnest");
        for (long first = 1; first <= rows; first += BATCH) {
            long[] ids = LongStream.rangeClosed(first, Math.min(rows, first + BATCH - 1)).toArray();
            session.update(insert, LongStream.of(ids).boxed().toArray(Long[]::new),
                    LongStream.of(ids).mapToObj(UserRows::name).toArray(String[]::new),
                    LongStream.of(ids).mapToObj(UserRows::email).toArray(String[]::new));
        }
    }

    private static void copyByEveryNode(InsertPlace place, long rows) {
        int nodes = place.everyNode().size();
        List<Session> sessions = place.everyNode().stream().map(place::on).toList();
        List<Runnable> shares = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            var share = new UserRows(1 + i * rows / nodes, (i + 1) * rows / nodes);
            Session session = sessions.get(i);
            shares.add(() -> session.copyIn(InsertPlace.sql("copy_text"), share.text()));
        }
        together(shares);
    }

    private static void together(List<Runnable> shares) {
        var failure = new AtomicReference<RuntimeException>();
        List<Thread> threads = IntStream.range(0, shares.size()).mapToObj(i -> new Thread(() -> {
            try {
                shares.get(i).run();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
        }, "copy " + (i + 1))).toList();
        threads.forEach(Thread::start);
        threads.forEach(InsertWays::join);
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("the inserts were stopped", null, null, "run them again", e);
        }
    }
}

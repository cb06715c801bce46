package shardlab.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shardlab.LabException;
import shardlab.sql.Rows;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/** The workload as {@code pg_stat_statements} has counted it, weighed by calls. */
final class StatementStatistics {

    private static final int MOST = 2_000;
    private static final String FILE = "give the queries in a file: --queries FILE";

    private StatementStatistics() {
    }

    /**
     * Reads it, the statements of the most time first.
     *
     * @param unread gets a sentence for what cannot be seen
     * @throws LabException if the database does not have it, or it cannot be read
     */
    static List<WorkloadQuery> read(Session source, List<String> unread) {
        Rows rows = rows(source);
        List<WorkloadQuery> queries = new ArrayList<>();
        int hidden = 0;
        for (Rows.Row row : rows.first(MOST)) {
            String sql = row.text("query");
            if (sql == null || sql.equals("<insufficient privilege>")) {
                hidden++;
            } else {
                queries.add(new WorkloadQuery("statement " + (queries.size() + 1), sql, row.decimal("calls").doubleValue(),
                        Optional.of(row.decimal("milliseconds").doubleValue()), Optional.empty()));
            }
        }
        if (queries.isEmpty() && hidden == 0) {
            throw new LabException("pg_stat_statements has counted no statement of this database", where(source), null,
                    "let the application work for a while, or " + FILE, null);
        }
        if (hidden > 0) {
            unread.add(hidden + (hidden == 1 ? " statement" : " statements") + " of others in pg_stat_statements: a member "
                    + "of pg_read_all_stats sees them");
        }
        unread.add("which statements make one transaction: pg_stat_statements does not know, so no two-phase commit is "
                + "counted (-- transaction: in a file of queries)");
        if (rows.size() > MOST) {
            unread.add((rows.size() - MOST) + " statements of the least time in pg_stat_statements, beyond " + MOST);
        }
        return queries;
    }

    private static String where(Session source) {
        return source.server().label() + ", database " + source.server().database();
    }

    private static Rows rows(Session source) {
        Rows schema = source.query(SqlFile.read("advise/statements_schema.sql"));
        if (schema.size() == 0) {
            throw new LabException("the database has no pg_stat_statements, and no queries were given", where(source), null,
                    "CREATE EXTENSION pg_stat_statements there, once shared_preload_libraries names it; or " + FILE, null);
        }
        Rows[] rows = new Rows[1];
        try {
            source.transaction(() -> rows[0] = source.query(source.format(SqlFile.read("advise/statements.sql"),
                    schema.singleText())));
        } catch (SqlException e) {
            throw new LabException("pg_stat_statements cannot be read", where(source), e.what(), remedy(e), e);
        }
        return rows[0];
    }

    private static String remedy(SqlException e) {
        return switch (String.valueOf(e.sqlState())) {
            case "55000" -> "add pg_stat_statements to shared_preload_libraries and start that server anew; or " + FILE;
            case "42703" -> "ALTER EXTENSION pg_stat_statements UPDATE there, for it is of an older server; or " + FILE;
            case "42501" -> "GRANT pg_read_all_stats to the role, and USAGE on the extension's schema; or " + FILE;
            default -> FILE;
        };
    }
}

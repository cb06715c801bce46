package shardlab.advise;

import java.util.List;
import shardlab.LabException;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/** The server whose tables are looked at. It is nobody's of the lab, which cannot start it or change it. */
final class SourceServer {

    private static final int OLDEST = 130_000;

    private SourceServer() {
    }

    /** @throws LabException if it does not let us in, with what to do about it */
    static Session open(Server server) {
        try {
            return Session.open(server);
        } catch (SqlException e) {
            throw new LabException("the server cannot be read: " + e.what(),
                    server.label() + ", database " + server.database() + ", user " + server.user(), e.state(),
                    remedy(server, String.valueOf(e.sqlState())), e);
        }
    }

    private static String remedy(Server server, String sqlState) {
        return switch (sqlState) {
            case "3D000" -> "name a database of that server in the URL: psql --list shows them";
            case "42501" -> "let the user in: GRANT CONNECT ON DATABASE … TO …; or name another user in the URL";
            case "08004", "28P01", "28000" -> "look at user and password in the URL, or at PGUSER and PGPASSWORD, and at "
                    + "what the server's pg_hba.conf asks for";
            default -> sqlState.startsWith("08") ? "look at host and port in the URL: does a PostgreSQL listen at "
                    + server.host() + ":" + server.port() + ", and may this machine reach it?" : null;
        };
    }

    static void requireVersion(Session source) {
        long version = source.query(SqlFile.read("advise/version.sql")).singleNumber();
        if (version < OLDEST) {
            throw new LabException("the server is too old", source.server().label(), "PostgreSQL " + version / 10_000,
                    "use PostgreSQL 13 or newer, or give the schema and the queries as files", null);
        }
    }

    /** Tells the partitioned tables whose partitions alone have statistics: those of the whole are made by ANALYZE only. */
    static void tellParents(SourceSchema schema, List<String> unread) {
        List<String> parents = schema.roots().values().stream().distinct().map(schema.tables()::get)
                .filter(table -> table != null && table.rowsKnown())
                .filter(table -> table.columns().values().stream().noneMatch(column -> column.values().known()))
                .map(AdviseTable::name).toList();
        if (!parents.isEmpty()) {
            unread.add("the values of " + String.join(", ", parents) + ": nobody analyzed the partitioned table itself, "
                    + "which autovacuum never does (ANALYZE)");
        }
    }

    /** Tells the tables whose statistics the server does not show to this role. */
    static void tellHidden(Session source, SourceSchema schema, List<String> unread) {
        Object names = schema.tables().keySet().toArray(String[]::new);
        List<String> tables = source.query(SqlFile.read("advise/hidden_statistics.sql"), names).stream()
                .map(row -> row.text("name")).toList();
        if (!tables.isEmpty()) {
            unread.add("the statistics of " + String.join(", ", tables) + ": the server shows them only to who may read "
                    + "all columns and all rows (GRANT SELECT, a member of pg_read_all_data; with row security a role "
                    + "with BYPASSRLS)");
        }
    }
}

package shardlab.engine;

import java.util.List;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * The SQL that gives a stock PostgreSQL Citus's functions and views: the same on every node, so it is installed once,
 * in the template that all nodes are copied from. Read the files in their order; they are a lesson of their own.
 *
 * <p>Nodes log in to each other as the role that installed it, by libpq's password file: the environment of every
 * server process needs {@code PGPASSFILE}, the path of a file with mode 0600 and the line
 * {@code 127.0.0.1:<port>:*:postgres:<password>} for each node. Where that cannot be, a row
 * {@code (0, 'postgres', 'password=<password>')} in {@code pg_dist_authinfo} on every node does the same, as in Citus,
 * with the password readable by superusers.
 */
final class EmbeddedSql {

    private static final List<String> FILES = List.of("01_catalog.sql", "02_wire.sql", "03_nodes.sql",
            "04_run_command.sql", "05_hash.sql", "06_shards.sql", "07_types.sql", "08_distributed_table.sql",
            "09_conversion.sql", "10_distribution.sql", "11_reference_table.sql", "12_ddl.sql",
            "13_undistribute_table.sql", "14_views.sql", "15_isolation.sql", "16_moves.sql",
            "17_statement.sql", "18_hiding.sql", "19_columns.sql", "20_rewrite.sql", "21_concurrently.sql",
            "22_event_triggers.sql", "23_properties.sql", "24_settings.sql", "25_foreign_keys.sql", "26_triggers.sql",
            "27_copies.sql", "28_keys.sql", "29_guards.sql", "30_commit.sql", "31_sampling.sql", "32_unheard_words.sql",
            "33_mending.sql", "34_stored_words.sql", "35_names.sql", "36_activity.sql", "37_splits.sql",
            "38_rebalance_strategies.sql", "39_rebalance_plan.sql", "40_rebalance.sql", "41_rebalance_jobs.sql",
            "42_locks.sql", "43_restore_point.sql");

    private EmbeddedSql() {
    }

    /**
     * Installs it into the database of a session, which must be a superuser's.
     *
     * @throws shardlab.sql.SqlException if the server refuses a statement, for instance since it is installed already
     */
    static void install(Session session) {
        for (String file : FILES) {
            session.execute(SqlFile.read("engine/embedded/" + file));
        }
    }

    /** Changes whenever the SQL does. */
    static String stamp() {
        return Integer.toHexString(FILES.stream().map(file -> SqlFile.read("engine/embedded/" + file)).toList().hashCode());
    }
}

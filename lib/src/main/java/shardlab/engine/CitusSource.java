package shardlab.engine;

import java.util.List;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** A PostgreSQL with Citus: its servers are the same wherever it comes from. */
interface CitusSource extends PostgresSource {

    /** The statement by which any Citus settles it. */
    String SETTLE = "engine/citus/settle.sql";

    @Override
    default List<String> settings(Postgres postgres) {
        return postgres.countsStatements()
                ? List.of("common.conf", "loopback.conf", "citus/postgresql.conf", "citus/statements.conf")
                : List.of("common.conf", "loopback.conf", "citus/postgresql.conf");
    }

    @Override
    default void furnish(Session template) {
        template.execute(SqlFile.read("engine/citus/template.sql"));
    }

    @Override
    default void individualize(Session server) {
        server.execute(SqlFile.read("engine/citus/individualize.sql"));
    }

    @Override
    default void settle(Session coordinator) {
        coordinator.query(SqlFile.read(SETTLE));
    }

    @Override
    default String stamp() {
        return stamp(citus());
    }

    /** The stamp of servers with a version of Citus. */
    static String stamp(String citus) {
        return "citus " + citus;
    }

    /** The version of Citus, or an empty text where there is none. */
    String citus();
}

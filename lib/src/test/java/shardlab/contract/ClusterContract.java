package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/**
 * What every engine does, whatever it is made of. Each subclass holds one topic and runs once on each engine; each
 * test starts with an empty schema {@code contract}, first on the search path. What the tests expect was seen on
 * Citus 13.2.
 */
@ParameterizedClass(name = "on {0}")
@MethodSource("shardlab.contract.ContractEngine#all")
abstract class ClusterContract {

    @Parameter
    ContractEngine engine;

    Session session;

    @BeforeEach
    void startWithAnEmptySchema() {
        engine.assumePresent();
        session = engine.session();
        session.execute("drop schema if exists contract cascade");
        session.execute("create schema contract");
    }

    @AfterEach
    void dropTheSchema() {
        if (session != null) {
            session.execute("drop schema contract cascade");
        }
    }

    /** The rows of a query, each as its values joined by {@code |}, with NULL as an empty text. */
    List<String> lines(String sql, Object... parameters) {
        return lines(session, sql, parameters);
    }

    static List<String> lines(Session on, String sql, Object... parameters) {
        return on.query(sql, parameters).stream()
                .map(row -> row.values().stream().map(value -> value == null ? "" : value.toString())
                        .collect(Collectors.joining("|")))
                .toList();
    }

    /** The only value of a query as a number. */
    long number(String sql, Object... parameters) {
        return session.query(sql, parameters).singleNumber();
    }

    /** The only value of a query as text. */
    String text(String sql, Object... parameters) {
        return session.query(sql, parameters).singleText();
    }

    /** Runs statements one by one, each in a transaction of its own. */
    void run(String... statements) {
        for (String statement : statements) {
            session.execute(statement);
        }
    }

    /** What the server said when it refused a statement. */
    SqlException refusal(String sql) {
        SqlException refused = catchThrowableOfType(SqlException.class, () -> session.execute(sql));
        assertThat(refused).as("%s refuses: %s", engine, sql).isNotNull();
        return refused;
    }

    /** Holds that a statement is refused with Citus's SQLSTATE and message. */
    SqlException assertRefused(String sql, String sqlState, String message) {
        SqlException refused = refusal(sql);
        assertThat(refused.what()).as(sql).isEqualTo(message);
        assertThat(refused.sqlState()).as(sql).isEqualTo(sqlState);
        return refused;
    }

    /** Ordinary tables of the contract's schema that a worker holds, shards among them. */
    List<String> tablesOn(Server worker) {
        try (Session there = Session.open(worker)) {
            return lines(there, """
                    select relname
                    from   pg_catalog.pg_class
                    where  relnamespace = to_regnamespace('contract') and relkind in ('r', 'p', 'f')
                    order  by relname""");
        }
    }
}

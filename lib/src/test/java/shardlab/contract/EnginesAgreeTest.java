package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import shardlab.sql.Session;
import shardlab.sql.SqlException;

/** The embedded engine and a Citus on this machine, asked the same, answer the same. */
class EnginesAgreeTest {

    /** What both have to refuse, each with what is there before. */
    private static final Map<String, List<String>> REFUSED = Map.of(
            "create table r (id int primary key, state text)", List.of("select create_distributed_table('r', 'state')",
                    "select create_distributed_table('r', 'nope')", "select create_distributed_table('r', null, 'weird')",
                    "select create_distributed_table('r', 'id', colocate_with := 'nope')",
                    "select create_distributed_table('r', 'id', shard_count := 0)", "select undistribute_table('r')",
                    "select citus_table_size('r')", "select get_shard_id_for_distribution_column('r', 1)",
                    "select citus_remove_node('nowhere', 1)", "select create_distributed_table('nope', 'id')"),
            "create table r (id bigint primary key, n int); select create_distributed_table('r', 'id', shard_count := 4); "
                    + "create table s (id int, p point); insert into r values (1, 1)",
            List.of("select create_distributed_table('r', 'id')", "select create_reference_table('r')",
                    "select create_distributed_table('s', 'id', colocate_with := 'r')",
                    "select create_distributed_table('s', 'p')", "update r set id = 2 where id = 1",
                    "select get_shard_id_for_distribution_column('r', 'x'::text)", "select nope from r",
                    "select * from r where id = 'x'", "insert into r values (1, 2, 3)", "select 1 / (n - 1) from r"));

    private static final String NOT_REFUSED = "not refused";

    static final List<String> SOURCES = List.of("citus_tables", "citus_shards", "pg_dist_node", "pg_dist_partition",
            "pg_dist_shard", "pg_dist_placement", "pg_dist_colocation", "citus_check_cluster_node_health()",
            "citus_get_active_worker_nodes()", "run_command_on_workers('select 1')", "run_command_on_all_nodes('select 1')",
            "run_command_on_coordinator('select 1')", "run_command_on_shards('r', 'select count(*) from %s')",
            "run_command_on_placements('r', 'select count(*) from %s')");

    @BeforeEach
    void startWithEmptySchemas() {
        ContractEngine.EMBEDDED.assumePresent();
        ContractEngine.citus().assumePresent();
        onBoth(session -> {
            session.execute("drop schema if exists contract cascade");
            session.execute("create schema contract");
        });
    }

    @AfterEach
    void dropTheSchemas() {
        if (ContractEngine.citus().isPresent()) {
            onBoth(session -> {
                session.execute("drop schema if exists contract cascade");
                });
        }
    }

    private static void onBoth(Consumer<Session> work) {
        Stream.of(ContractEngine.EMBEDDED, ContractEngine.citus()).forEach(engine -> work.accept(engine.session()));
    }

    private static <T> T assertSameAnswer(Function<Session, T> question) {
        T embedded = question.apply(ContractEngine.EMBEDDED.session());
        T citus = question.apply(ContractEngine.citus().session());
        assertThat(embedded).isEqualTo(citus);
        return citus;
    }

    static final List<ValueType> TYPES = ValueType.ALL;

    @ParameterizedTest(name = "{0}")
    @FieldSource("TYPES")
    void aHundredThousandValuesLandInTheSameShardsOfTheSameWorkers(ValueType type) {
        assertThat(Placements.of(ContractEngine.EMBEDDED, type, 32).shards())
                .isEqualTo(Placements.of(ContractEngine.citus(), type, 32).shards());
    }

    @TestFactory
    Stream<DynamicTest> theSameQueryHasTheSameAnswer() {
        onBoth(session -> {
            ContractQueries.createTables(session);
            ContractQueries.distribute(session);
        });
        return ContractQueries.all().entrySet().stream().map(query -> DynamicTest.dynamicTest(query.getKey(),
                () -> assertSameAnswer(session -> ContractQueries.answer(session, query.getValue()))));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("SOURCES")
    void theSameColumnsWithTheSameTypes(String source) {
        onBoth(session -> {
            session.execute("create table r (id int)");
            session.execute("select create_distributed_table('r', 'id', shard_count := 4)");
        });
        assertSameAnswer(session -> session.query("select * from " + source + " limit 0").columns().stream()
                .map(Object::toString).filter(column -> !column.contains("nodeisclone") && !column.contains("nodeprimary"))
                .collect(Collectors.toList()));
    }

    @TestFactory
    Stream<DynamicTest> theSameRefusalWithTheSameStateAndWords() {
        return REFUSED.entrySet().stream().flatMap(refused -> refused.getValue().stream().map(sql ->
                DynamicTest.dynamicTest(sql, () -> {
                    startWithEmptySchemas();
                    onBoth(session -> {
                        session.execute(refused.getKey());
                    });
                    String said = assertSameAnswer(session -> refusal(session, sql));
                    assertThat(said).isNotEqualTo(NOT_REFUSED);
                })));
    }

    @Test
    void theSameFunctionsTakeTheSameArguments() {
        assertSameAnswer(session -> session.query("""
                select proname || ' (' || pg_get_function_arguments(oid) || ') ' || pg_get_function_result(oid)
                from   pg_proc
                where  pronamespace = 'pg_catalog'::regnamespace
                and    proname in ('create_distributed_table', 'create_reference_table', 'undistribute_table',
                                   'citus_table_size', 'citus_relation_size', 'citus_total_relation_size',
                                   'citus_remove_node', 'citus_get_active_worker_nodes', 'citus_set_coordinator_host',
                                   'citus_check_cluster_node_health', 'run_command_on_workers', 'run_command_on_shards',
                                   'run_command_on_placements')
                order  by 1""").stream().map(Object::toString).toList());
    }

    private static String refusal(Session session, String sql) {
        try {
            session.execute(sql);
            return NOT_REFUSED;
        } catch (SqlException e) {
            return e.sqlState() + " " + e.what() + " / " + e.serverMessage().getDetail();
        }
    }
}

package shardlab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shardlab.LabException;
import shardlab.sql.SqlFile;

/** Reads plans of a real Citus; the statements and the version are beside them. */
class CitusPlanTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fast-path                               | ROUTER      | NONE                  | 1
            router                                  | ROUTER      | COLOCATED             | 1
            in                                      | MULTI_SHARD | NONE                  | 2
            in-one-shard                            | ROUTER      | NONE                  | 1
            or                                      | MULTI_SHARD | NONE                  | 2
            hidden-column                           | MULTI_SHARD | NONE                  | 32
            multi-shard-aggregate                   | MULTI_SHARD | NONE                  | 32
            multi-shard-all-tasks                   | MULTI_SHARD | NONE                  | 32
            colocated-join                          | MULTI_SHARD | COLOCATED             | 32
            reference-join                          | MULTI_SHARD | REFERENCE             | 32
            colocated-and-reference-join            | MULTI_SHARD | REFERENCE             | 32
            reference-tables-only                   | ROUTER      | NONE                  | 1
            dual-repartition                        | MULTI_SHARD | REPARTITION_DUAL      | 20
            dual-repartition-where-single-would-do  | MULTI_SHARD | REPARTITION_DUAL      | 20
            single-repartition                      | MULTI_SHARD | REPARTITION_SINGLE    | 32
            repartition-of-three-tables             | MULTI_SHARD | REPARTITION_DUAL      | 20
            repartition-twice                       | MULTI_SHARD | REPARTITION_DUAL      | 20
            repartition-and-reference               | MULTI_SHARD | REPARTITION_DUAL      | 20
            cte-subplan                             | MULTI_SHARD | SUBPLAN_BROADCAST     | 32
            subquery-subplan                        | MULTI_SHARD | SUBPLAN_BROADCAST     | 32
            pulled-to-the-coordinator               | MULTI_SHARD | PULLED_TO_COORDINATOR | 1
            local-table-join                        | MULTI_SHARD | SUBPLAN_BROADCAST     | 32
            local-table-only                        | LOCAL       | NONE                  | 0
            insert-one                              | ROUTER      | NONE                  | 1
            insert-several                          | MULTI_SHARD | NONE                  | 2
            update-one-shard                        | ROUTER      | NONE                  | 1
            update-all-shards                       | MULTI_SHARD | NONE                  | 32
            delete-one-shard                        | ROUTER      | NONE                  | 1
            insert-select-colocated                 | MULTI_SHARD | NONE                  | 32
            insert-select-repartitioned             | MULTI_SHARD | NONE                  | 32
            insert-select-pulled                    | MULTI_SHARD | NONE                  | 32
            explain-analyze                         | MULTI_SHARD | COLOCATED             | 32
            explain-analyze-repartition             | MULTI_SHARD | REPARTITION_DUAL      | 20
            explain-analyze-subplan                 | MULTI_SHARD | SUBPLAN_BROADCAST     | 32
            """)
    void theReaderNamesRoutingStrategyAndTasks(String name, Routing routing, JoinStrategy strategy, int tasks) {
        Plan plan = saved(name);

        assertThat(plan.routing()).isEqualTo(routing);
        assertThat(plan.strategy()).isEqualTo(strategy);
        assertThat(plan.taskCount()).isEqualTo(tasks);
    }

    @Test
    void aRouterQueryNamesItsNodeShardsAndStatement() {
        Task task = saved("router").tasks().get(0);

        assertThat(task.node()).isEqualTo("worker-1");
        assertThat(task.tables()).containsExactlyInAnyOrder("sale", "sale_detail");
        assertThat(task.shardIds()).hasSize(2);
        assertThat(task.sql()).startsWith("SELECT count(*)").contains("'TX'");
        assertThat(task.plan()).contains("Hash Join");
    }

    @Test
    void allTasksShowAllNodes() {
        Plan plan = saved("multi-shard-all-tasks");

        assertThat(plan.tasks()).hasSize(32);
        assertThat(plan.nodes()).containsExactly("worker-1", "worker-2", "worker-3", "worker-4");
    }

    @Test
    void aReferenceTableIsReadOnTheCoordinatorItself() {
        assertThat(saved("reference-tables-only").nodes()).containsExactly("coordinator");
    }

    @Test
    void aDualRepartitionSplitsBothSidesAndASingleOneOnlyTheSideThatMoves() {
        assertThat(saved("dual-repartition").mapMerges())
                .containsExactly(new MapMerge(32, 20, List.of()), new MapMerge(32, 20, List.of()));
        assertThat(saved("dual-repartition").fetches()).isEqualTo(1280);
        assertThat(saved("single-repartition").mapMerges()).containsExactly(new MapMerge(32, 32, List.of()));
    }

    @Test
    void aSecondRepartitionDependsOnTheFirst() {
        Plan plan = saved("repartition-twice");

        assertThat(plan.joins()).hasSize(2);
        assertThat(plan.mapMerges()).hasSize(2);
        assertThat(plan.mapMerges().stream().mapToInt(merge -> merge.dependsOn().size()).sum()).isEqualTo(2);
        assertThat(plan.mapTaskCount()).isEqualTo(32 + 32 + 20 + 32);
    }

    @Test
    void joinsNameTheirTables() {
        assertThat(saved("colocated-and-reference-join").joins()).containsExactly(
                new Join(JoinStrategy.COLOCATED, List.of("sale_detail", "sale")),
                new Join(JoinStrategy.REFERENCE, List.of("sale_detail", "sale", "product")));
    }

    @Test
    void subplansAreReadLikePlans() {
        Plan pulled = saved("pulled-to-the-coordinator");

        assertThat(pulled.subplans()).extracting(subplan -> subplan.plan().taskCount()).containsExactly(32, 32);
        assertThat(pulled.totalTaskCount()).isEqualTo(65);
        assertThat(saved("local-table-join").subplans().get(0).plan().routing()).isEqualTo(Routing.LOCAL);
    }

    @Test
    void insertSelectSaysHowItsRowsMove() {
        assertThat(saved("insert-select-colocated").insertMethod()).contains(InsertMethod.PUSHED_DOWN);
        assertThat(saved("insert-select-repartitioned").insertMethod()).contains(InsertMethod.REPARTITION);
        assertThat(saved("insert-select-pulled").insertMethod()).contains(InsertMethod.PULL_TO_COORDINATOR);
        assertThat(saved("insert-one").insertMethod()).isEmpty();
    }

    @Test
    void analyzeAddsRowsAndBytes() {
        Plan plan = saved("explain-analyze-subplan");

        assertThat(plan.receivedRows()).hasValue(10);
        assertThat(plan.receivedBytes()).hasValue(140);
        assertThat(plan.subplans().get(0).bytes()).hasValue(273 * 1024);
        assertThat(plan.subplans().get(0).destination()).isEqualTo("Send to 4 nodes");
        assertThat(saved("colocated-join").receivedBytes()).isEmpty();
        assertThat(saved("explain-analyze-repartition").receivedBytes()).hasValue(400);
    }

    @Test
    void aPlanIsSummedUpInOneLine() {
        assertThat(saved("dual-repartition").summary()).isEqualTo(
                "multi-shard, repartition, dual, 20 tasks, 64 map tasks, 1280 fetches");
        assertThat(saved("router").summary()).isEqualTo("router, co-located, 1 task on 1 node");
    }

    @Test
    void aTableWhoseNameEndsInDigitsIsNoShard() {
        assertThat(CATALOG.tableOf("sale_103336")).isEqualTo("sale");
        assertThat(CATALOG.tableOf("orders_2024")).isEqualTo("orders_2024");
        assertThat(CATALOG.tableOf("orders_103336")).isEqualTo("orders_103336");
        assertThat(CATALOG.shardOf("orders_20240101")).isEmpty();
    }

    @Test
    void whatIsNoPlanIsRefusedInWords() {
        var reader = new PlanReader(CATALOG);

        assertThatThrownBy(() -> reader.read("Seq Scan on sale")).isInstanceOf(LabException.class)
                .hasMessageContaining("FORMAT JSON");
        assertThatThrownBy(() -> reader.read("[]")).isInstanceOf(LabException.class).hasMessageContaining("not a plan");
    }

    private static final Catalog CATALOG = new Catalog(Set.of("product"), Map.of(), Map.of(
            "127.0.0.1:9700", "coordinator", "127.0.0.1:9701", "worker-1", "127.0.0.1:9702", "worker-2",
            "127.0.0.1:9703", "worker-3", "127.0.0.1:9704", "worker-4"), shardTables());

    private static Map<Long, String> shardTables() {
        Map<Long, String> tables = new HashMap<>(Map.of(103_404L, "sale_copy", 103_436L, "product"));
        LongStream.range(103_336, 103_368).forEach(shard -> tables.put(shard, "sale"));
        LongStream.range(103_368, 103_400).forEach(shard -> tables.put(shard, "sale_detail"));
        LongStream.range(103_468, 103_500).forEach(shard -> tables.put(shard, "invoice"));
        return tables;
    }

    private static Plan saved(String name) {
        return new PlanReader(CATALOG).read(SqlFile.read("plan/citus-13.2/" + name + ".json"));
    }
}

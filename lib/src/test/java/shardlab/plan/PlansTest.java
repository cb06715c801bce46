package shardlab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.sharding.Sharding;
import shardlab.sql.SqlException;

/** Reads plans on every engine of this machine. */
@ParameterizedClass(name = "on {0}")
@MethodSource("shardlab.plan.Shop#clusters")
class PlansTest {

    private static final String COLOCATED = """
            select state, count(*), sum(d.amount) from sale s join sale_detail d using (state, sale_id) group by state""";
    private static final String OTHER_COLUMN =
            "select count(*), sum(i.amount) from sale s join invoice i on i.sale_id = s.sale_id";

    private static final String SETTING = "select coalesce(current_setting('citus.explain_all_tasks', true), 'off')";

    private final Cluster cluster;
    private final Shop shop;

    PlansTest(Cluster cluster) {
        this.cluster = cluster;
        this.shop = Shop.of(cluster);
    }

    @AfterAll
    static void closeTheShops() {
        Shop.closeAll();
    }

    @Test
    void aQueryForOneStateIsRoutedToTheNodeOfItsShard() {
        Plan plan = explain("select sum(total) from sale where state = 'TX'");
        var shard = new Sharding(shop.session()).shardMap("sale").shardOf("TX");

        assertThat(plan.routing()).isEqualTo(Routing.ROUTER);
        assertThat(plan.nodes()).containsExactly(shard.node());
        assertThat(plan.tasks().get(0).shardIds()).containsExactly(shard.shardId());
        assertThat(plan.tasks().get(0).tables()).containsExactly("sale");
    }

    @Test
    void aQueryForAllStatesTouchesEveryWorkerByOneTaskAShard() {
        Plan plan = explain("select count(*) from sale");

        assertThat(plan.routing()).isEqualTo(Routing.MULTI_SHARD);
        assertThat(plan.taskCount()).isEqualTo(32);
        assertThat(plan.tasks()).hasSize(32);
        assertThat(plan.nodes()).containsExactly("worker-1", "worker-2", "worker-3", "worker-4");
    }

    @Test
    void aJoinOfColocatedTablesIsPushedDown() {
        Plan plan = explain(COLOCATED);

        assertThat(plan.strategy()).isEqualTo(JoinStrategy.COLOCATED);
        assertThat(plan.joins().get(0).tables()).containsExactlyInAnyOrder("sale", "sale_detail");
        assertThat(plan.taskCount()).isEqualTo(32);
    }

    @Test
    void aJoinWithAReferenceTableIsPushedDownWhereTheEngineCan() {
        Plan plan = explain("select p.category, sum(d.amount) from sale_detail d join product p using (product_id) "
                + "group by 1");

        assertThat(plan.strategy()).isEqualTo(cluster.can(Capability.REFERENCE_JOIN_PUSHDOWN)
                ? JoinStrategy.REFERENCE : JoinStrategy.PULLED_TO_COORDINATOR);
        assertThat(plan.joins().get(0).tables()).contains("sale_detail", "product");
    }

    @Test
    void aJoinByAnotherColumnIsRepartitionedWhereTheEngineCan() {
        shop.session().query("select set_config('citus.enable_repartition_joins', 'on', false)");

        Plan plan = explain(OTHER_COLUMN);

        if (cluster.can(Capability.REPARTITION_JOIN)) {
            assertThat(plan.strategy()).isEqualTo(JoinStrategy.REPARTITION_DUAL);
            assertThat(plan.mapTaskCount()).isEqualTo(64);
            assertThat(plan.taskCount()).isEqualTo(20);
        } else {
            assertThat(plan.strategy()).isEqualTo(JoinStrategy.PULLED_TO_COORDINATOR);
            assertThat(plan.mapMerges()).isEmpty();
        }
    }

    @Test
    void aJoinOfFetchedTablesIsPulledToTheCoordinator() {
        Plan plan = explain("with s as materialized (select sale_id from sale), d as materialized (select sale_id from "
                + "sale_detail) select count(*) from s join d using (sale_id)");

        assertThat(plan.strategy()).isEqualTo(JoinStrategy.PULLED_TO_COORDINATOR);
        assertThat(plan.nodes()).contains("worker-1", "worker-2", "worker-3", "worker-4");
    }

    @Test
    void theFastPathIsSeenWhereThereIsOne() {
        boolean citus = cluster.can(Capability.REPARTITION_JOIN);
        var plans = new Plans(shop.session());

        assertThat(plans.fastPath("select * from sale where state = 'TX'")).isEqualTo(citus);
        assertThat(plans.fastPath("select count(*) from sale")).isFalse();
    }

    @Test
    void aTableOfTheCoordinatorIsLocal() {
        assertThat(explain("select count(*) from pg_class").routing()).isEqualTo(Routing.LOCAL);
    }

    @Test
    void anInsertOfOneRowGoesToOneNode() {
        Plan plan = explain("insert into sale values ('TX', 900001, 1)");

        assertThat(plan.routing()).isEqualTo(Routing.ROUTER);
        assertThat(plan.taskCount()).isEqualTo(1);
        assertThat(shop.session().query("select count(*) from sale").singleNumber()).isEqualTo(500);
    }

    @Test
    void anInsertOfSeveralRowsGoesToSeveralShards() {
        Plan plan = explain("insert into sale values ('TX', 900001, 1), ('NY', 900001, 1)");

        assertThat(plan.routing()).isEqualTo(Routing.MULTI_SHARD);
        assertThat(plan.taskCount()).isEqualTo(2);
    }

    @Test
    void analyzeCountsRowsAndLeavesNothingBehind() {
        Plan plan = new Plans(shop.session()).explainAnalyze("select state, total from sale");
        new Plans(shop.session()).explainAnalyze("delete from sale where state = 'TX'");

        assertThat(plan.receivedRows()).hasValue(500);
        assertThat(shop.session().query("select count(*) from sale").singleNumber()).isEqualTo(500);
    }

    @Test
    void anErrorOfAnalyzeIsTheStatementsOwn() {
        var plans = new Plans(shop.session());
        assertThatThrownBy(() -> plans.explainAnalyze("select 1 / (total - total) from sale"))
                .isInstanceOfSatisfying(SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("22012"));
        assertThatThrownBy(() -> plans.explain("select nosuch from sale"))
                .isInstanceOfSatisfying(SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("42703"));
        assertThat(shop.session().query("select count(*) from sale").singleNumber()).isEqualTo(500);
    }

    @Test
    void analyzeLeavesATransactionOfTheUsersOwnOpen() {
        shop.session().run("begin", 1);
        shop.session().run("insert into sale values ('TX', 900002, 1)", 1);
        new Plans(shop.session()).explainAnalyze("delete from sale where state = 'TX'");
        assertThat(shop.session().query("select count(*) from sale").singleNumber()).isEqualTo(501);
        assertThat(shop.session().query(SETTING).singleText()).isNotEqualTo("on");
        shop.session().run("rollback", 1);
        assertThat(shop.session().query("select count(*) from sale").singleNumber()).isEqualTo(500);
    }

    @Test
    void aTableWhoseNameEndsInDigitsIsNamedWhole() {
        shop.session().run("begin", 1);
        shop.session().execute("create table orders_2024 (state text, n int);"
                + "select create_distributed_table('orders_2024', 'state'); create table kept_2023 (state text)");
        Plan plan = explain("select count(*) from orders_2024 where state = 'TX'");
        assertThat(plan.tasks().get(0).tables()).containsExactly("orders_2024");
        assertThat(plan.tasks().get(0).shardIds()).hasSize(1);
        shop.session().run("rollback", 1);
    }

    private Plan explain(String sql) {
        return new Plans(shop.session()).explain(sql);
    }
}

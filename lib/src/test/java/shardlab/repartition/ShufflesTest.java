package shardlab.repartition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import shardlab.LabException;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.plan.MergeTasks;
import shardlab.plan.Shop;
import shardlab.sharding.PostgresHash;
import shardlab.sharding.ShardMap;
import shardlab.sharding.Sharding;
import shardlab.sql.Rows;

/** Holds what the shards counted against hashes computed in Java, row by row. */
@ParameterizedClass(name = "on {0}")
@MethodSource("shardlab.plan.Shop#clusters")
class ShufflesTest {

    private static final Side SALE = Side.of("sale", "sale_id").moving("total");
    private static final Side INVOICE = Side.of("invoice", "sale_id").moving("amount");

    private final Cluster cluster;
    private final Map<String, ShardMap> maps = new HashMap<>();
    private final Shop shop;

    ShufflesTest(Cluster cluster) {
        this.cluster = cluster;
        this.shop = Shop.of(cluster);
    }

    @AfterAll
    static void closeTheShops() {
        Shop.closeAll();
    }

    @Test
    void aSingleRepartitionSendsEachRowToTheShardOfItsHash() {
        ShardMap invoice = sharding().shardMap("invoice");
        Map<List<String>, Long> expected = new HashMap<>();
        for (Rows.Row row : shop.session().query("select state, sale_id from sale")) {
            count(expected, nodeOf("sale", row.get("state")), invoice.shardOf(row.get("sale_id")).node());
        }

        assertRows(shuffles().repartitionSingle(SALE, "invoice"), expected);
    }

    @Test
    void aDualRepartitionDealsEqualBucketsToTheNodesInTurn() {
        List<String> nodes = shuffles().mergeNodes();
        int buckets = nodes.size() * shuffles().bucketsPerNode();
        Map<List<String>, Long> expected = new HashMap<>();
        for (Rows.Row row : shop.session().query("select state, sale_id from sale")) {
            count(expected, nodeOf("sale", row.get("state")), bucketNode(row.get("sale_id"), nodes, buckets));
        }
        for (Rows.Row row : shop.session().query("select invoice_id, sale_id from invoice")) {
            count(expected, nodeOf("invoice", row.get("invoice_id")), bucketNode(row.get("sale_id"), nodes, buckets));
        }

        assertRows(shuffles().repartitionDual(SALE, INVOICE), expected);
    }

    @Test
    void whatIsPulledGoesToTheCoordinatorAndABroadcastGoesOnToEveryWorker() {
        ShuffleMatrix pulled = shuffles().pulled(SALE, INVOICE);
        ShuffleMatrix broadcast = shuffles().subplanBroadcast(INVOICE.where("amount < 45"), "sale");
        long kept = shop.session().query("select count(*) from invoice where amount < 45").singleNumber();

        assertThat(pulled.rowsMoved()).isEqualTo(1000);
        assertThat(pulled.moves()).filteredOn(move -> move.rows() > 0).extracting(Move::to).containsOnly("coordinator");
        assertThat(broadcast.rowsMoved()).isEqualTo(kept * 5);
        assertThat(broadcast.between("coordinator", "worker-3").rows()).isEqualTo(kept);
    }

    @Test
    void aRowWeighsWhatCopyWritesInBinary() {
        Side one = Side.of("invoice", "sale_id").where("sale_id = 7");
        ShuffleMatrix pulled = shuffles().pulled(one);

        assertThat(pulled.bytesMoved()).as("field count, length, bigint, message header").isEqualTo(2 + 4 + 8 + 5);
    }

    @Test
    void aPercentSignInTheConditionIsNoPlaceholder() {
        assertThat(shuffles().pulled(Side.of("sale", "sale_id").where("state like 'T%'")).rowsMoved()).isEqualTo(100);
    }

    @Test
    void aColumnThatIsNotThereIsRefusedInWords() {
        assertThatThrownBy(() -> shuffles().pulled(Side.of("sale", "nothing"))).isInstanceOf(LabException.class)
                .hasMessageContaining("'nothing' cannot be hashed");
    }

    @Test
    void citusPutsItsMergeTasksWhereTheMatrixHasThem() {
        if (!cluster.can(Capability.REPARTITION_JOIN)) {
            String reason = "merge tasks not tested on the engine " + cluster.engine() + ": it cannot repartition a join";
            System.out.println(reason);
            assumeTrue(false, reason);
        }
        shop.session().query("select set_config('citus.enable_repartition_joins', 'on', false)");

        MergeTasks seen = MergeTasks.of(shop.session(),
                "select count(*) from sale s join invoice i on i.sale_id = s.sale_id");

        assertThat(seen.rows().rows().single()).isEqualTo(500L);
        assertThat(seen.nodes()).hasSize(20);
        List<String> dealt = new ArrayList<>(shuffles().mergeNodes());
        Collections.rotate(dealt, -dealt.indexOf(seen.nodes().get(0)));
        assertThat(seen.nodes().subList(0, 5)).isEqualTo(dealt);
    }

    private void assertRows(ShuffleMatrix matrix, Map<List<String>, Long> expected) {
        for (String from : matrix.nodes()) {
            for (String to : matrix.nodes()) {
                assertThat(matrix.between(from, to).rows()).as(from + " to " + to)
                        .isEqualTo(expected.getOrDefault(List.of(from, to), 0L));
            }
        }
        assertThat(matrix.rowsMoved()).isPositive();
        assertThat(matrix.table()).contains("worker-4", "leave their node");
    }

    private static void count(Map<List<String>, Long> counts, String from, String to) {
        counts.merge(List.of(from, to), 1L, Long::sum);
    }

    private static String bucketNode(Object saleId, List<String> nodes, int buckets) {
        return nodes.get(ShardMap.shardIndex(PostgresHash.of(saleId, "int8"), buckets) % nodes.size());
    }

    private String nodeOf(String table, Object value) {
        return maps.computeIfAbsent(table, sharding()::shardMap).shardOf(value).node();
    }

    private Sharding sharding() {
        return new Sharding(shop.session());
    }

    private Shuffles shuffles() {
        return new Shuffles(shop.session());
    }
}

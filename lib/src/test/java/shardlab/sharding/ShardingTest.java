package shardlab.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.LabException;
import shardlab.sql.SqlException;

/** Tables are declared, and the catalog and the shards themselves say where the rows went. */
class ShardingTest extends ShardingTestBase {

    private static final List<String> STATES = List.of("CA", "TX", "FL", "NY", "PA", "IL", "OH", "GA", "NC", "MI");

    @BeforeEach
    void tenStatesInTwoTables() {
        session.execute("create table sale (state text, id bigint, primary key (state, id))");
        session.execute("create table invoice (state text, id bigint, primary key (state, id))");
        session.execute("create table category (id int primary key)");
        sharding.createDistributedTable("sale", "state");
        sharding.createDistributedTable("invoice", "state", DistributionOptions.colocateWith("sale"));
        sharding.createReferenceTable("category");
        session.update("""
                insert into sale
                select s.state, g from unnest(?::text[]) with ordinality as s(state, place), generate_series(1, 10 * place) g
                """, array(STATES));
    }

    @Test
    void theCatalogListsDistributedAndReferenceTables() {
        assertThat(sharding.find("sale")).extracting(CitusTable::distributed, CitusTable::distributionColumn,
                CitusTable::shardCount).containsExactly(true, "state", 32L);
        assertThat(sharding.find("category")).extracting(CitusTable::reference, CitusTable::distributionColumn,
                CitusTable::shardCount).containsExactly(true, null, 1L);
        assertThat(sharding.tables()).extracting(CitusTable::name).contains("sale", "invoice", "category");
    }

    @Test
    void theShardMapCoversEveryHashOnce() {
        ShardMap map = sharding.shardMap("sale");
        assertThat(map.shards()).hasSize(32);
        assertThat(map.shards().stream().mapToLong(Shard::width).sum()).isEqualTo(1L << 32);
        assertThat(LongStream.range(1, 32).allMatch(i -> map.shards().get((int) i).minHash()
                == map.shards().get((int) i - 1).maxHash() + 1)).isTrue();
        assertThat(map.nodes()).containsExactly("worker-1", "worker-2", "worker-3", "worker-4");
        assertThat(map.shards()).allSatisfy(shard -> assertThat(shard.bytes()).isPositive());
    }

    @Test
    void workersBearTheNamesThatTheClusterGivesThem() {
        for (Shard shard : sharding.shards("sale")) {
            var worker = engine.workers().stream().filter(server -> server.name().equals(shard.node())).findFirst();
            assertThat(worker).isPresent();
            assertThat(worker.get().port()).isEqualTo(shard.port());
        }
    }

    @Test
    void tenStatesFillSevenShards() {
        ShardMap map = sharding.shardMap("sale");
        List<ShardRows> counted = sharding.rowsPerShard("sale");
        assertThat(Skew.ofShards(counted).filled()).isEqualTo(7);
        assertThat(Skew.ofShards(counted).total()).isEqualTo(550);
        assertThat(map.shardOf("CA")).isEqualTo(map.shardOf("TX"));
        assertThat(map.shardOf("FL")).isEqualTo(map.shardOf("PA"));
        assertThat(map.shardOf("NC")).isEqualTo(map.shardOf("OH"));
    }

    @Test
    void everyStatesRowsLieInTheShardThatJavaPredicts() {
        List<ShardRows> counted = sharding.rowsPerShard("sale");
        List<ValueRows> values = sharding.rowsPerValue("sale");
        assertThat(values).extracting(ValueRows::value).containsExactly("MI", "NC", "GA", "OH", "IL", "PA", "NY", "FL",
                "TX", "CA");
        for (ShardRows shard : counted) {
            long predicted = values.stream().filter(value -> value.shard().equals(shard.shard()))
                    .mapToLong(ValueRows::rows).sum();
            assertThat(shard.rows()).as("shard %s", shard.shard().shardId()).isEqualTo(predicted);
        }
    }

    @Test
    void theCoordinatorAsksTheSameShardThatJavaPredicts() {
        ShardMap map = sharding.shardMap("sale");
        assertThat(STATES).allSatisfy(state -> assertThat(sharding.getShardIdForDistributionColumn("sale", state))
                .isEqualTo(map.shardOf(state).shardId()));
    }

    @Test
    void rowsPerNodeAddUpToTheTable() {
        List<NodeRows> nodes = sharding.rowsPerNode("sale");
        assertThat(nodes).extracting(NodeRows::node).containsExactly("worker-1", "worker-2", "worker-3", "worker-4");
        assertThat(nodes).extracting(NodeRows::shards).containsExactly(8, 8, 8, 8);
        assertThat(nodes.stream().mapToLong(NodeRows::rows).sum()).isEqualTo(550);
        assertThat(nodes.stream().mapToInt(NodeRows::filled).sum()).isEqualTo(7);
    }

    @Test
    void colocatedTablesFormShardGroupsOnOneNode() {
        assertThat(sharding.colocated("sale", "invoice")).isTrue();
        assertThat(sharding.colocated("sale", "category")).isFalse();
        List<ShardGroup> groups = sharding.shardGroups("sale");
        assertThat(groups).hasSize(32).allSatisfy(group -> {
            assertThat(group.tables()).contains("invoice", "sale");
            assertThat(group.shards()).extracting(Shard::node).containsOnly(group.node());
            assertThat(group.bytes()).isPositive();
        });
    }

    @Test
    void aReferenceTableHasAPlacementOnEveryNodeAndNoShardMap() {
        assertThat(sharding.placements("category")).extracting(Placement::node)
                .containsExactly("coordinator", "worker-1", "worker-2", "worker-3", "worker-4");
        assertThatThrownBy(() -> sharding.shardMap("category")).isInstanceOf(LabException.class)
                .hasMessageContaining("reference table");
    }

    @Test
    void anOrdinaryTableIsNamedWithWhatToDo() {
        session.execute("create table plain (id int)");
        assertThatThrownBy(() -> sharding.shardMap("plain")).isInstanceOf(LabException.class)
                .hasMessageContaining("create_distributed_table('plain'");
        assertThatThrownBy(() -> sharding.find("no_such_table")).isInstanceOf(SqlException.class)
                .hasMessageContaining("no_such_table");
    }

    @Test
    void undistributedRowsComeBack() {
        sharding.undistributeTable("sale");
        assertThat(session.query("select count(*) from sale").singleNumber()).isEqualTo(550);
        assertThatThrownBy(() -> sharding.find("sale")).isInstanceOf(LabException.class);
    }

    @Test
    void sizesCoverAllShards() {
        assertThat(sharding.citusRelationSize("sale")).isPositive().isLessThanOrEqualTo(sharding.citusTableSize("sale"));
        assertThat(sharding.citusTotalRelationSize("sale")).isGreaterThan(sharding.citusTableSize("sale"));
    }
}

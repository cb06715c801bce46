package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The catalog has Citus's columns, and says of a table what Citus would say. */
class CatalogContractTest extends ClusterContract {

    private List<String> columns(String source) {
        return session.query("select * from " + source + " limit 0").columns().stream()
                .map(column -> column.name() + " " + storedType(column.type())).toList();
    }

    /** The JDBC driver says serial of an integer column that a sequence fills. */
    private static String storedType(String type) {
        return switch (type) {
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> type;
        };
    }

    @Test
    void citusTablesHasCitussColumns() {
        assertThat(columns("citus_tables")).containsExactly("table_name regclass", "citus_table_type text",
                "distribution_column text", "colocation_id int4", "table_size text", "shard_count int8",
                "table_owner name",
                "access_method name");
    }

    @Test
    void citusShardsHasCitussColumns() {
        assertThat(columns("citus_shards")).containsExactly("table_name regclass", "shardid int8", "shard_name text",
                "citus_table_type text", "colocation_id int4", "nodename text", "nodeport int4", "shard_size int8");
    }

    @Test
    void pgDistNodeHasCitussColumns() {
        assertThat(columns("pg_dist_node")).startsWith("nodeid int4", "groupid int4", "nodename text", "nodeport int4",
                "noderack text", "hasmetadata bool", "isactive bool", "noderole noderole", "nodecluster name",
                "metadatasynced bool", "shouldhaveshards bool");
    }

    @Test
    void pgDistPartitionHasCitussColumns() {
        assertThat(columns("pg_dist_partition")).containsExactly("logicalrelid regclass", "partmethod char",
                "partkey text",
                "colocationid int4", "repmodel char", "autoconverted bool");
    }

    @Test
    void pgDistShardHasCitussColumns() {
        assertThat(columns("pg_dist_shard")).containsExactly("logicalrelid regclass", "shardid int8",
                "shardstorage char",
                "shardminvalue text", "shardmaxvalue text");
    }

    @Test
    void pgDistPlacementHasCitussColumns() {
        assertThat(columns("pg_dist_placement")).containsExactly("placementid int8", "shardid int8", "shardstate int4",
                "shardlength int8", "groupid int4");
    }

    @Test
    void pgDistColocationHasCitussColumns() {
        assertThat(columns("pg_dist_colocation")).containsExactly("colocationid int4", "shardcount int4",
                "replicationfactor int4", "distributioncolumntype oid", "distributioncolumncollation oid");
    }

    @Test
    void nodeFunctionsHaveCitussColumns() {
        assertThat(columns("citus_get_active_worker_nodes()")).containsExactly("node_name text", "node_port int8");
        assertThat(columns("citus_check_cluster_node_health()")).containsExactly("from_nodename text",
                "from_nodeport int4",
                "to_nodename text", "to_nodeport int4", "result bool");
    }

    @Test
    void commandFunctionsHaveCitussColumns() {
        run("create table sale (id int)", "select create_distributed_table('sale', 'id', shard_count := 4)");
        assertThat(columns("run_command_on_workers('select 1')")).containsExactly("nodename text", "nodeport int4",
                "success bool", "result text");
        assertThat(columns("run_command_on_shards('sale', 'select count(*) from %s')")).containsExactly("shardid int8",
                "success bool", "result text");
        assertThat(columns("run_command_on_placements('sale', 'select count(*) from %s')"))
                .containsExactly("nodename text",
                "nodeport int4", "shardid int8", "success bool", "result text");
    }

    @Test
    void commandsOnAllNodesHaveCitussColumns() {
        assertThat(columns("run_command_on_all_nodes('select 1')")).containsExactly("nodeid int4", "success bool",
                "result text");
        assertThat(columns("run_command_on_coordinator('select 1')")).containsExactly("nodeid int4", "success bool",
                "result text");
    }

    @Test
    void aDistributedTableIsDescribed() {
        run("create table sale (id int, \"State Name\" text)",
                "select create_distributed_table('sale', 'State Name', shard_count := 6)");
        assertThat(lines("select table_name, citus_table_type, distribution_column, shard_count, "
                + "table_owner = current_user, "
                + "access_method from citus_tables where table_name = 'sale'::regclass"))
                .containsExactly("sale|distributed|State Name|6|true|heap");
        assertThat(lines("select partmethod, repmodel, autoconverted from pg_dist_partition "
                + "where logicalrelid = 'sale'::regclass")).containsExactly("h|s|false");
        assertThat(lines("select shardcount, replicationfactor, distributioncolumntype::regtype from pg_dist_colocation "
                + "join pg_dist_partition using (colocationid) where logicalrelid = 'sale'::regclass"))
                .containsExactly("6|1|text");
    }

    @Test
    void aReferenceTableIsDescribed() {
        run("create table category (id int)", "select create_reference_table('category')");
        assertThat(lines("select table_name, citus_table_type, distribution_column, shard_count from citus_tables "
                + "where table_name = 'category'::regclass")).containsExactly("category|reference|<none>|1");
        assertThat(lines("select partmethod, partkey, repmodel, autoconverted from pg_dist_partition "
                + "where logicalrelid = 'category'::regclass")).containsExactly("n||t|false");
        assertThat(lines("select shardstorage, shardminvalue, shardmaxvalue from pg_dist_shard "
                + "where logicalrelid = 'category'::regclass")).containsExactly("t||");
        assertThat(lines("select shardcount, replicationfactor, distributioncolumntype, distributioncolumncollation "
                + "from pg_dist_colocation join pg_dist_partition using (colocationid) "
                + "where logicalrelid = 'category'::regclass")).containsExactly("1|-1|0|0");
    }

    @Test
    void aReferenceTableHasAPlacementOnEveryNode() {
        run("create table category (id int)", "select create_reference_table('category')");
        assertThat(lines("select groupid, shardstate from pg_dist_placement join pg_dist_shard using (shardid) "
                + "where logicalrelid = 'category'::regclass order by groupid"))
                .isEqualTo(lines("select groupid, 1 from pg_dist_node where isactive order by groupid"))
                .hasSize(engine.workers().size() + 1);
        assertThat(lines("select distinct citus_table_type from citus_shards where table_name = 'category'::regclass"))
                .containsExactly("reference");
    }

    @Test
    void allReferenceTablesShareOneColocationGroup() {
        run("create table a (id int)", "create table b (name text)", "select create_reference_table('a')",
                "select create_reference_table('b')");
        assertThat(lines("select count(distinct colocation_id) from citus_tables where table_name in "
                + "('a'::regclass, 'b'::regclass)")).containsExactly("1");
    }

    @Test
    void shardsHaveOneActivePlacementEach() {
        run("create table sale (id int)", "select create_distributed_table('sale', 'id', shard_count := 8)");
        assertThat(lines("select count(*), count(distinct shardid), min(shardstate), max(shardstate) from pg_dist_placement "
                + "join pg_dist_shard using (shardid) where logicalrelid = 'sale'::regclass"))
                .containsExactly("8|8|1|1");
        assertThat(lines("select distinct shardstorage from pg_dist_shard where logicalrelid = 'sale'::regclass"))
                .containsExactly("t");
    }

    @Test
    void aShardBearsTheNameOfItsTableAndItsNumber() {
        run("create table sale (id int)", "create table \"Weird Table\" (id int)",
                "select create_distributed_table('sale', 'id', shard_count := 4)",
                "select create_distributed_table('\"Weird Table\"', 'id', shard_count := 4)");
        assertThat(lines("select shard_name = 'contract.sale_' || shardid from citus_shards "
                + "where table_name = 'sale'::regclass")).hasSize(4).containsOnly("true");
        assertThat(lines("select shard_name = 'contract.\"Weird Table_' || shardid || '\"' from citus_shards "
                + "where table_name = '\"Weird Table\"'::regclass")).hasSize(4).containsOnly("true");
    }

    @Test
    void theDistributionColumnCanBeReadFromTheCatalog() {
        run("create table sale (id int, state text)",
                "select create_distributed_table('sale', 'state', shard_count := 4)");
        assertThat(text("select column_to_column_name(logicalrelid, partkey) from pg_dist_partition "
                + "where logicalrelid = 'sale'::regclass")).isEqualTo("state");
    }

    @Test
    void everyRelationIsFoundFromAnySearchPath() {
        run("set search_path = pg_catalog");
        try {
            assertThat(lines("select count(*) > 0 from pg_dist_node")).containsExactly("true");
            assertThat(lines("select count(*) >= 0 from citus_shards")).containsExactly("true");
            assertThat(lines("select count(*) >= 0 from pg_dist_partition, pg_dist_shard, pg_dist_placement"))
                    .containsExactly("true");
        } finally {
            run("set search_path = contract, public");
        }
    }
}

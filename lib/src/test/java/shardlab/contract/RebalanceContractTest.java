package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.cluster.Capability;

/** Shards are split at chosen hashes, moved until nodes are even, and moved off a node; rows stay what they are. */
class RebalanceContractTest extends ClusterContract {

    private static final String OWN = "rebalance_strategy := 'own', shard_transfer_mode := 'block_writes'";
    private static final String DRAIN_THE_LAST = "select citus_drain_node(nodename, nodeport, 'block_writes', 'own')"
            + " from pg_dist_node order by nodeid desc limit 1";

    /** The strategy leaves shards of other tables where they are. */
    @BeforeEach
    void fourShardsOfTwoTables() {
        run("create table t (id int primary key, v int)", "create table d (id int, line int, primary key (id, line))",
                "select create_distributed_table('t', 'id', shard_count := 4, colocate_with := 'none')",
                "select create_distributed_table('d', 'id', colocate_with := 't')",
                "insert into t select i, i from generate_series(1, 100) i", "insert into d select id, 1 from t",
                """
                create function allowed(bigint, int) returns boolean language sql as
                $$ select s.logicalrelid in ('contract.t'::regclass, 'contract.d'::regclass) or n.nodeid = $2
                   from   pg_dist_shard s join pg_dist_placement p using (shardid) join pg_dist_node n using (groupid)
                   where  s.shardid = $1 $$""",
                "select citus_add_rebalance_strategy('own', 'citus_shard_cost_1', 'citus_node_capacity_1',"
                        + " 'contract.allowed', 0)");
    }

    @AfterEach
    void everyNodeMayHaveShardsAgain() {
        if (session == null) {
            return;
        }
        run("delete from pg_dist_rebalance_strategy where name = 'own'",
                "select citus_set_node_property(nodename, nodeport, 'shouldhaveshards', true) from pg_dist_node"
                        + " where groupid > 0 and not shouldhaveshards");
    }

    private void moveTheFirstShardToTheLastNode() {
        run("""
                select citus_move_shard_placement(p.shardid, n.nodeid, (select max(nodeid) from pg_dist_node),
                                                  'block_writes')
                from   pg_dist_placement p join pg_dist_node n using (groupid) join pg_dist_shard s using (shardid)
                where  s.logicalrelid = 't'::regclass and s.shardminvalue = '-2147483648'""");
    }

    private List<String> shardsOfNodes() {
        return lines("""
                select count(s.shardid) from pg_dist_node n left join (pg_dist_placement p join pg_dist_shard s
                       on s.shardid = p.shardid and s.logicalrelid in ('t'::regclass, 'd'::regclass)) using (groupid)
                where  groupid > 0 group by n.nodeid order by n.nodeid""");
    }

    private void assertEveryRowIsThere() {
        assertThat(lines("select count(*), sum(v), sum(line) from t join d using (id)")).containsExactly("100|5050|100");
    }

    @Test
    void aShardIsSplitAtHashesInAllColocatedTablesAndEachPieceGoesToItsNode() {
        run("""
                select citus_split_shard_by_split_points(s.shardid, array['-2000000000', '-1500000000'],
                       array(select nodeid from pg_dist_node where groupid > 0 order by nodeid limit 3), 'block_writes')
                from   pg_dist_shard s where s.logicalrelid = 't'::regclass and s.shardminvalue = '-2147483648'""");
        assertThat(lines("""
                select s.logicalrelid::regclass, s.shardminvalue, s.shardmaxvalue,
                       (select count(*) from pg_dist_node o where o.groupid > 0 and o.nodeid <= n.nodeid)
                from   pg_dist_shard s join pg_dist_placement p using (shardid) join pg_dist_node n using (groupid)
                where  s.logicalrelid in ('t'::regclass, 'd'::regclass) and s.shardmaxvalue::int < 0
                and    s.shardmaxvalue::int < -1073741824
                order  by 1, s.shardminvalue::int""")).containsExactly(
                "t|-2147483648|-2000000000|1", "t|-1999999999|-1500000000|2", "t|-1499999999|-1073741825|3",
                "d|-2147483648|-2000000000|1", "d|-1999999999|-1500000000|2", "d|-1499999999|-1073741825|3");
        assertEveryRowIsThere();
        assertThat(refusal("insert into t values (1, 1)").sqlState()).isEqualTo("23505");
        run("insert into t select i, i from generate_series(101, 200) i");
        assertThat(number("select count(distinct id) from t where id between 1 and 200")).isEqualTo(200);
    }

    @Test
    void splitsThatCannotBeAreRefused() {
        long shard = number("select shardid from pg_dist_shard where logicalrelid = 't'::regclass and shardminvalue = '0'");
        String split = "select citus_split_shard_by_split_points(" + shard + ", array[%s], array[%s], 'block_writes')";
        assertRefused(split.formatted("'x'", "2, 3"), "22P02", "invalid input syntax for type integer: \"x\"");
        assertRefused(split.formatted("'5'", "2"), "42601", "Number of worker node ids should be one greater split points. "
                + "NodeId count is '1' and SplitPoint count is '1'.");
        assertRefused(split.formatted("'-5'", "2, 3"), "42601",
                "Split point -5 is outside the min/max range(0, 1073741823) for shard id " + shard + ".");
        assertRefused(split.formatted("'1073741823'", "2, 3"), "42601", "Invalid split point 1073741823, as split points "
                + "should be inclusive. Please use 1073741822 instead.");
        assertRefused(split.formatted("'9', '5'", "2, 3, 4"), "42601",
                "Invalid Split Points '9' followed by '5'. All split points should be strictly increasing.");
        assertRefused(split.formatted("'5'", "2, 77"), "25001", "Invalid Node Id '77'.");
    }

    @Test
    void aRebalanceMovesWhatItPlannedAndThenHasNothingToPlan() {
        moveTheFirstShardToTheLastNode();
        assertThat(lines("select table_name from get_rebalance_table_shards_plan('t', rebalance_strategy := 'own')"))
                .containsExactly("t", "d");
        run("select rebalance_table_shards('t', " + OWN + ")");
        assertThat(shardsOfNodes()).containsExactly("2", "2", "2", "2");
        assertThat(lines("select * from get_rebalance_table_shards_plan('t', rebalance_strategy := 'own')")).isEmpty();
        assertEveryRowIsThere();
    }

    @Test
    void aRebalanceInTheBackgroundIsWaitedForAndTold() {
        moveTheFirstShardToTheLastNode();
        long job = number("select citus_rebalance_start(" + OWN + ")");
        assertThat(refusal("select citus_rebalance_start(" + OWN + ")").what())
                .isEqualTo("A rebalance is already running as job " + job);
        run("select citus_rebalance_wait()");
        assertThat(lines("select job_id, state, details->'task_state_counts' from citus_rebalance_status()"))
                .containsExactly(job + "|finished|{\"done\": 1}");
        assertThat(shardsOfNodes()).containsExactly("2", "2", "2", "2");
        assertThat(lines("select citus_rebalance_start(" + OWN + ")")).containsExactly("");
        assertEveryRowIsThere();
    }

    @Test
    void aStoppedRebalanceIsTold() {
        moveTheFirstShardToTheLastNode();
        session.transaction(() -> {
            session.query("select count(*) from t");
            try (var other = engine.open()) {
                other.query("select citus_rebalance_start(" + OWN + ")");
                other.query("select citus_rebalance_stop()");
            }
        });
        assertThat(lines("select state, details->'task_state_counts' from citus_rebalance_status()"))
                .containsExactly("cancelled|{\"cancelled\": 1}");
        assertThat(shardsOfNodes()).containsExactly("0", "2", "2", "4");
        assertThat(refusal("select citus_rebalance_stop()").what()).isEqualTo("no ongoing rebalance that can be stopped");
        assertEveryRowIsThere();
    }

    /** On Citus the move waits for the very transaction that asks for it. */
    @Test
    void movesAreRefusedOnEmbeddedAfterStatementsOnTheSameTablesInTheTransaction() {
        Assumptions.assumeFalse(engine.can(Capability.ONLINE_MOVES), "on Citus it would wait for ever");
        moveTheFirstShardToTheLastNode();
        for (String before : List.of("select count(*) from t", "insert into d values (1, 2)", "lock table only d")) {
            for (String move : List.of("select rebalance_table_shards('t', " + OWN + ")",
                    "select citus_rebalance_start(" + OWN + ")", DRAIN_THE_LAST)) {
                run("begin", before);
                assertThat(refusal(move)).as("%s, then %s", before, move).satisfies(refused -> {
                    assertThat(refused.sqlState()).isEqualTo("25001");
                    assertThat(refused.what()).startsWith("cannot move shards ").endsWith(" in the same transaction");
                });
                run("rollback");
            }
        }
        assertThat(shardsOfNodes()).containsExactly("0", "2", "2", "4");
        assertThat(number("select count(*) from pg_dist_node where groupid > 0 and not shouldhaveshards")).isZero();
        run("select rebalance_table_shards('t', " + OWN + ")");
        assertThat(shardsOfNodes()).containsExactly("2", "2", "2", "2");
        assertEveryRowIsThere();
    }

    @Test
    void aDrainedNodeHasNoShardsAndGetsNoNewOnes() {
        run(DRAIN_THE_LAST,
                "create table n (id int)", "select create_distributed_table('n', 'id', colocate_with := 'none')");
        assertThat(shardsOfNodes().get(3)).isEqualTo("0");
        assertThat(number("select count(*) from pg_dist_placement join pg_dist_shard using (shardid) where groupid ="
                + " (select max(groupid) from pg_dist_node) and logicalrelid = 'n'::regclass")).isZero();
        assertEveryRowIsThere();
    }

    @Test
    void whatIsNoStrategyIsRefused() {
        assertRefused("select citus_add_rebalance_strategy('x', 'citus_node_capacity_1', 'citus_node_capacity_1',"
                + " 'citus_shard_allowed_on_node_true', 0)", "XX000", "signature for shard_cost_function is incorrect");
        assertRefused("select citus_add_rebalance_strategy('x', 'citus_shard_cost_1', 'citus_node_capacity_1',"
                        + " 'citus_shard_allowed_on_node_true', 0, 0.5)", "P0001",
                "default_threshold cannot be smaller than minimum_threshold");
        assertRefused("select * from get_rebalance_table_shards_plan(rebalance_strategy := 'nope')", "XX000",
                "could not find rebalance strategy with name nope");
        assertRefused("select citus_drain_node('nowhere', 1)", "P0002", "node nowhere:1 not found");
        assertRefused("select citus_set_node_property('nowhere', 1, 'shouldhaveshards', true)", "XX000",
                "node at \"nowhere:1\" does not exist");
        run("create table plain (id int)");
        assertRefused("select * from get_rebalance_table_shards_plan('plain')", "0A000",
                "table contract.plain is a regular postgres table, you can only move shards of a citus table");
    }
}

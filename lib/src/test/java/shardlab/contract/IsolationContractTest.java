package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import shardlab.sharding.NodeCensus;
import shardlab.sharding.ValueOnNode;

/** A value of the distribution column gets a shard of its own, and the shard another worker. */
class IsolationContractTest extends ClusterContract {

    private static final List<String> STATES = List.of("CA", "TX", "FL", "NY", "PA", "IL", "OH", "GA", "NC", "MI");

    @BeforeEach
    void twoColocatedTablesOfTenStates() {
        run("create table category (id int primary key)", "insert into category select generate_series(1, 3)",
                "select create_reference_table('category')",
                "create table sale (state text not null, id int, category_id int references category,"
                        + " primary key (state, id))",
                "create table detail (state text not null, id int, line int, primary key (state, id, line))",
                "select create_distributed_table('sale', 'state', colocate_with => 'none')",
                "select create_distributed_table('detail', 'state', colocate_with => 'sale')",
                "alter table detail add foreign key (state, id) references sale (state, id)",
                "insert into sale select s, i, 1 from unnest(array['" + String.join("','", STATES)
                        + "']) s, generate_series(1, 10) i",
                "insert into detail select state, id, 1 from sale");
    }

    private void isolate(String state) {
        run("select isolate_tenant_to_new_shard('sale', '" + state + "', 'CASCADE', shard_transfer_mode := 'block_writes')");
    }

    private void move(String state, String worker) {
        run("""
                select citus_move_shard_placement(p.shardid, s.nodeid, t.nodeid, 'block_writes')
                from   pg_dist_placement p
                join   pg_dist_node s using (groupid)
                join   (select nodeid, row_number() over (order by nodeid) as place
                        from pg_dist_node where groupid > 0) t on t.place = %s and t.nodeid <> s.nodeid
                where  p.shardid = get_shard_id_for_distribution_column('sale', '%s')
                """.formatted(worker, state), "call citus_cleanup_orphaned_resources()");
    }

    private List<String> joined() {
        return lines("""
                select s.state, count(*) from sale s join detail d on d.state = s.state and d.id = s.id
                group by s.state order by s.state""");
    }

    @Test
    void anIsolatedValueHasAShardOfOneHashInEveryColocatedTable() {
        isolate("TX");
        assertThat(lines("""
                select t, s.shardmaxvalue::int - s.shardminvalue::int, hashtext('TX') = s.shardminvalue::int
                from   unnest(array['sale', 'detail']) t
                join   pg_dist_shard s on s.shardid = get_shard_id_for_distribution_column(t::regclass, 'TX'::text)
                order by t""")).containsExactly("detail|0|true", "sale|0|true");
        assertThat(lines("select shard_count from citus_tables where table_name = 'sale'::regclass")).containsExactly("34");
        assertThat(number("select get_shard_id_for_distribution_column('sale', 'CA'::text)"))
                .isNotEqualTo(number("select get_shard_id_for_distribution_column('sale', 'TX'::text)"));
    }

    @Test
    void generatedColumnsGoAlongWithTheirRows() {
        run("create table priced (state text, id int, half int generated always as (id / 2) stored,"
                        + " primary key (state, id))",
                "select create_distributed_table('priced', 'state', colocate_with => 'sale')",
                "insert into priced (state, id) select s, i from unnest(array['TX', 'CA']) s, generate_series(1, 10) i");
        List<String> before = lines("select state, id, half from priced order by 1, 2");
        isolate("TX");
        move("TX", "1");
        move("TX", "2");
        move("CA", "3");
        assertThat(lines("select state, id, half from priced order by 1, 2")).isEqualTo(before);
        run("insert into priced (state, id) values ('TX', 100)");
        assertThat(number("select half from priced where state = 'TX' and id = 100")).isEqualTo(50);
    }

    @Test
    void everyRowIsFoundAfterIsolatingValuesOfOneShard() {
        List<String> before = joined();
        isolate("TX");
        isolate("CA");
        assertThat(joined()).isEqualTo(before);
        for (String state : STATES) {
            assertThat(number("select count(*) from sale where state = '" + state + "'")).as(state).isEqualTo(10);
        }
        run("insert into sale select s, 11, 1 from unnest(array['TX', 'CA', 'WA']) s");
        assertThat(number("select count(*) from sale")).isEqualTo(103);
    }

    @Test
    void isolationIsRefusedASecondTimeAndWithoutTheColocatedTables() {
        assertRefused("select isolate_tenant_to_new_shard('sale', 'TX')", "0A000",
                "cannot isolate tenant because \"sale\" has colocated tables");
        isolate("TX");
        assertRefused("select isolate_tenant_to_new_shard('sale', 'TX', 'CASCADE')", "55000",
                "table sale has already been isolated for the given value");
    }

    @Test
    void aMovedShardIsOnItsNewWorkerAndNowhereElse() {
        isolate("TX");
        List<String> before = joined();
        for (int place = 1; place <= 4; place++) {
            move("TX", Integer.toString(place));
            List<ValueOnNode> texas = NodeCensus.count(engine.cluster().workers(), "contract", List.of("sale", "detail"),
                    "state").stream().filter(count -> count.value().equals("TX")).toList();
            assertThat(texas).containsExactly(
                    new ValueOnNode(engine.cluster().workers().get(place - 1).name(), "TX", 20));
        }
        assertThat(joined()).isEqualTo(before);
    }

    @Test
    void keysHoldAfterIsolationAndMove() {
        isolate("TX");
        move("TX", "1");
        move("TX", "3");
        assertThat(refusal("insert into sale values ('TX', 1, 1)").sqlState()).isEqualTo("23505");
        assertThat(refusal("insert into detail values ('TX', 99, 1)").sqlState()).isEqualTo("23503");
        assertThat(refusal("insert into sale values ('TX', 12, 99)").sqlState()).isEqualTo("23503");
        run("alter table sale add column note text default 'none'", "insert into sale values ('TX', 12, 1)");
        assertThat(lines("select note from sale where state = 'TX' and id = 12")).containsExactly("none");
    }

    @Test
    void aTableThatComesLaterIsCutAndPlacedAlike() {
        isolate("TX");
        move("TX", "2");
        run("create table note (state text, id int)", "select create_distributed_table('note', 'state',"
                + " colocate_with => 'sale')", "insert into note select state, id from sale");
        assertThat(lines("""
                select p.groupid = q.groupid
                from   pg_dist_placement p, pg_dist_placement q
                where  p.shardid = get_shard_id_for_distribution_column('sale', 'TX'::text)
                and    q.shardid = get_shard_id_for_distribution_column('note', 'TX'::text)""")).containsExactly("true");
        assertThat(number("select count(*) from sale join note using (state, id)")).isEqualTo(100);
    }

    @Test
    void theOldShardIsThereUntilALaterTransactionDropsIt() {
        Assumptions.assumeTrue(number("select count(*) from pg_namespace where nspname = 'embedded'") == 1,
                "Citus's cleaner comes round when it likes");
        run("create table alone (id int)", "select create_distributed_table('alone', 'id', colocate_with := 'none')");
        long before = shardsOnWorkers();
        session.transaction(() -> {
            session.query("select isolate_tenant_to_new_shard('sale', 'TX', 'CASCADE')");
            session.query("select undistribute_table('alone')");
        });
        assertThat(shardsOnWorkers()).isGreaterThan(before);
        run("call citus_cleanup_orphaned_resources()");
        assertThat(shardsOnWorkers()).isEqualTo(number(
                                """
                select count(*) from pg_dist_placement join pg_dist_shard using (shardid)
                where  groupid > 0 and logicalrelid in ('sale'::regclass, 'detail'::regclass, 'category'::regclass)
                """));
    }

    private long shardsOnWorkers() {
        return engine.workers().stream().mapToLong(worker -> tablesOn(worker).size()).sum();
    }
}

package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shardlab.repartition.RepartitionByHand;
import shardlab.repartition.Shuffles;
import shardlab.repartition.Side;
import shardlab.sharding.DistributionOptions;
import shardlab.sharding.NodeCensus;
import shardlab.sharding.Sharding;

/** A name is an identifier or a value wherever it goes: no function and no method runs it, fills it in or cuts it apart. */
class HostileNamesContractTest extends ClusterContract {

    private static final List<String> NAMES = List.of("x'); drop table contract.victim; --", "a\"b\\slash", "%s %I %1$s %%",
            "$1 {0} :name", "a,b", "$$;drop table contract.victim;$$", " ", "числа_продаж_по_городам_и_год",
            "a_name_of_exactly_sixty_bytes_that_leaves_no_room_for_shards");

    private String name;
    private String table;
    private Sharding sharding;

    @BeforeEach
    void putAVictimThere() {
        run("create table victim (id int)", "insert into victim values (1)");
        sharding = new Sharding(session);
    }

    @AfterEach
    void dropTheHostileSchema() {
        if (name != null) {
            session.execute(session.format("drop schema if exists %I cascade", name));
        }
    }

    private void forEveryName(Runnable work) {
        for (String each : NAMES) {
            name = each;
            table = session.format("%I.%I", name, name);
            session.execute(session.format("create schema %I", name));
            work.run();
            session.execute(session.format("drop schema %I cascade", name));
            assertThat(number("select count(*) from contract.victim")).as(name).isEqualTo(1);
        }
    }

    /** %1$I is the name, and %2$I to %9$I are names that begin with t, d, c, u, i, j, v and r and go on like it. */
    private String named(String template) {
        return session.format(template, name, "t" + name, "d" + name, "c" + name, "u" + name, "i" + name, "j" + name,
                "v" + name, "r" + name);
    }

    private void runNamed(String... templates) {
        for (String template : templates) {
            session.execute(named(template));
        }
    }

    private void createTable() {
        runNamed("create type %1$I.%2$I as enum ('one', %1$L)",
                "create domain %1$I.%3$I as int check (value > 0)",
                "create table %1$I.%1$I (%1$I text, other %1$I.%3$I, kind %1$I.%2$I, note text default %1$L, "
                        + "constraint %4$I check (other > 0), constraint %5$I unique (%1$I, other))");
    }

    private void fill() {
        runNamed("insert into %1$I.%1$I values (%1$L, 1, %1$L, %1$L), ('one', 2, 'one', 'x')");
    }

    private List<String> onPlacements(String command) {
        return lines("select distinct result from run_command_on_placements(?::regclass, ?)", table, command);
    }

    @Test
    void ofATableThatIsDistributed() {
        forEveryName(() -> {
            createTable();
            fill();
            sharding.createDistributedTable(table, name, DistributionOptions.shardCount(4));
            assertThat(number(named("select other from %1$I.%1$I where %1$I = %1$L"))).isEqualTo(1);
            assertThat(sharding.getShardIdForDistributionColumn(table, name)).isPositive();
            assertThat(sharding.find(table).distributionColumn()).as(name).isEqualTo(name);
            assertThat(sharding.rowsPerShard(table).stream().mapToLong(shard -> shard.rows()).sum()).isEqualTo(2);
            assertThat(sharding.rowsPerValue(table)).hasSize(2);
            assertThat(sharding.shardMap(table).shards()).hasSize(4);
            assertThat(sharding.citusTableSize(table)).isPositive();
            assertThat(sharding.citusTotalRelationSize(table)).isPositive();
            assertThat(NodeCensus.count(engine.workers(), name, List.of(name), name)).as(name).hasSize(2);
            assertThat(number("select count(*) from citus_shards where table_name = ?::regclass", table)).isEqualTo(4);
            assertThat(onPlacements("select count(*) < 3 from %s")).as(name).containsExactly("t");
        });
    }

    @Test
    void ofWhatDdlChanges() {
        forEveryName(() -> {
            createTable();
            sharding.createDistributedTable(table, name, DistributionOptions.shardCount(2));
            fill();
            runNamed("alter table %1$I.%1$I rename column %1$I to key",
                    "alter table %1$I.%1$I add column %1$I int default 7",
                    "alter table %1$I.%1$I alter column %1$I type text using '%%s' || %1$I",
                    "create index %6$I on %1$I.%1$I (%1$I, (note || %1$L)) where note <> %1$L",
                    "alter index %1$I.%6$I rename to %7$I",
                    "alter table %1$I.%1$I add constraint %8$I check (%1$I <> %1$L) not valid",
                    "alter table %1$I.%1$I validate constraint %8$I",
                    "alter table %1$I.%1$I drop constraint %4$I",
                    "create statistics %1$I.%5$I on note, other from %1$I.%1$I",
                    "drop statistics %1$I.%5$I",
                    "alter type %1$I.%2$I add value ' NOT VALID'",
                    "alter type %1$I.%2$I rename value %1$L to ' REFERENCES %%s('",
                    "alter type %1$I.%2$I rename to %9$I",
                    "insert into %1$I.%1$I values ('k', 3, ' NOT VALID')");
            assertThat(lines(named("select distinct %1$I from %1$I.%1$I order by 1"))).containsExactly("%s7", "7");
            runNamed("alter table %1$I.%1$I rename to %6$I");
            assertThat(lines(named("select distinct kind from %1$I.%6$I order by kind"))).as(name)
                    .containsExactly("one", " REFERENCES %s(", " NOT VALID");
        });
    }

    @Test
    void ofAReferenceTable() {
        forEveryName(() -> {
            createTable();
            runNamed("alter table %1$I.%1$I add primary key (%1$I)");
            fill();
            sharding.createReferenceTable(table);
            runNamed("create table %1$I.sale (id int, %1$I text references %1$I.%1$I (%1$I))");
            sharding.createDistributedTable(named("%1$I.sale"), "id", DistributionOptions.shardCount(2));
            runNamed("insert into %1$I.sale values (1, %1$L)",
                    "update %1$I.%1$I set note = %1$L || 'changed' where %1$I = %1$L");
            assertThat(onPlacements("select string_agg(note, ',' order by note) from %s")).as(name).hasSize(1);
            runNamed("alter table %1$I.%1$I rename column note to \"references\"",
                    "alter table %1$I.%1$I alter column \"references\" type text using \"references\" || '!'");
            assertThat(onPlacements("select count(*) from %s where \"references\" like '%%!'")).as(name)
                    .containsExactly("2");
        });
    }

    @Test
    void ofWhatIsIsolatedMovedAndUndistributed() {
        forEveryName(() -> {
            createTable();
            runNamed("alter table %1$I.%1$I add primary key (%1$I)");
            sharding.createDistributedTable(table, name, DistributionOptions.shardCount(2));
            fill();
            session.query("select isolate_tenant_to_new_shard(?::regclass, ?::text, 'CASCADE', "
                    + "shard_transfer_mode := 'block_writes')", table, name);
            run("call citus_cleanup_orphaned_resources()");
            move();
            run("call citus_cleanup_orphaned_resources()");
            assertThat(number(named("select other from %1$I.%1$I where %1$I = %1$L"))).isEqualTo(1);
            sharding.undistributeTable(table);
            assertThat(number(named("select count(*) from %1$I.%1$I"))).isEqualTo(2);
        });
    }

    private void move() {
        session.query("""
                select citus_move_shard_placement(p.shardid, p.nodename, p.nodeport, n.nodename, n.nodeport, 'block_writes')
                from   pg_dist_shard_placement p
                join   lateral (select * from pg_dist_node n where groupid > 0
                                and (n.nodename, n.nodeport) <> (p.nodename, p.nodeport) order by nodeid limit 1) n on true
                where  p.shardid = get_shard_id_for_distribution_column(?::regclass, ?::text)""", table, name);
    }

    @Test
    void ofSidesOfAJoinThatMove() {
        forEveryName(() -> {
            createTable();
            sharding.createDistributedTable(table, name, DistributionOptions.shardCount(2));
            fill();
            Side side = Side.of(table, name).moving("other");
            var matrix = new Shuffles(session).repartitionByHand(side, side);
            assertThat(matrix.rowsMoved() + matrix.rowsKept()).isEqualTo(4);
        });
    }

    @Test
    void ofSidesOfARepartitionByHand() {
        assumeTrue(engine == ContractEngine.EMBEDDED, "Citus lets nobody create a schema on a worker");
        forEveryName(() -> {
            createTable();
            sharding.createDistributedTable(table, name, DistributionOptions.shardCount(2));
            fill();
            Side side = Side.of(table, name).moving("other");
            runNamed("create table %1$I.t (%1$I text, other int)");
            sharding.createDistributedTable(named("%1$I.t"), "other", DistributionOptions.shardCount(2));
            runNamed("insert into %1$I.t values (%1$L, 5)");
            var done = RepartitionByHand.join(session, side, Side.of(named("%1$I.t"), name))
                    .run(named("select count(*) as n from by_hand.%1$I join by_hand.t using (%1$I)"),
                            "select sum(n) from by_hand.part");
            assertThat(done.rows().singleNumber()).isEqualTo(1);
        });
    }

    @Test
    void ofAColumnWithALineBreak() {
        run("create table plain (\"new\nline\" int, note text)",
                "select create_distributed_table('plain', E'new\\nline', shard_count := 2)",
                "insert into plain values (1, 'x')",
                "alter table plain rename column note to \"a\nnote\"");
        assertThat(text("select \"a\nnote\" from plain where \"new\nline\" = 1")).isEqualTo("x");
        run("create table \"new\nline\" (id int)");
        if (engine == ContractEngine.EMBEDDED) {
            assertThat(refusal("select create_distributed_table('\"new\nline\"', 'id')").sqlState()).isEqualTo("0A000");
            assertThat(refusal("alter table plain rename to \"other\nline\"").sqlState()).isEqualTo("0A000");
        }
    }

    @Test
    void ofANodeThatIsNotThere() {
        for (String host : NAMES) {
            assertThat(lines("select citus_check_connection_to_node(?, 1)", host)).as(host).containsExactly("false");
            refusal("select citus_add_node(" + session.format("%L", host) + ", 1)");
            refusal("select citus_remove_node(" + session.format("%L", host) + ", 1)");
        }
        assertThat(number("select count(*) from contract.victim")).isEqualTo(1);
    }
}

package shardlab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** Shards are stored as their table says: UNLOGGED, storage parameters, compression, statistics, replica identity. */
class ShardPropertyContractTest extends ClusterContract {

    private void createTables() {
        run("create unlogged table doc (tenant int, id int, body text, more text, primary key (tenant, id)) "
                        + "with (fillfactor = 70)",
                "alter table doc alter body set storage external, alter body set compression pglz, "
                        + "alter more set statistics 77",
                "create index body on doc (body) with (fillfactor = 60)", "create index expr on doc ((id + 1))",
                "alter index expr alter column 1 set statistics 99", "create statistics words (mcv) on body, more from doc",
                "alter table doc cluster on body", "alter table doc replica identity using index doc_pkey",
                "create table kind (id int primary key, name text) with (fillfactor = 50)",
                "alter table kind replica identity full", "insert into doc values (1, 1, 'a', 'b')",
                "select create_distributed_table('doc', 'tenant', shard_count := 4)",
                "select create_reference_table('kind')");
    }

    /** What a query finds on the workers, each line once, without shard ids. */
    private List<String> onWorkers(String query) {
        return engine.workers().stream().flatMap(worker -> onWorker(worker, query).stream())
                .map(line -> line.replaceAll("_\\d{5,}\\b", "")).distinct().sorted().toList();
    }

    private List<String> onWorker(Server worker, String query) {
        try (Session there = Session.open(worker)) {
            there.execute("set citus.override_table_visibility = off");
            return lines(there, query);
        }
    }

    private List<String> tables() {
        return onWorkers("""
                select relname, relpersistence, relreplident, reloptions from pg_class
                where  relnamespace = to_regnamespace('contract') and relname ~ '^(doc|kind|body)_[0-9]+$'""");
    }

    private List<String> columns() {
        return onWorkers("""
                select c.relname, a.attname, attstorage, attcompression, nullif(attstattarget, -1) from pg_attribute a
                join   pg_class c on c.oid = a.attrelid
                where  relnamespace = to_regnamespace('contract') and relname ~ '^(doc|expr)_[0-9]+$'
                and    attname in ('body', 'more', 'expr')""");
    }

    private List<String> indexes() {
        return onWorkers("""
                select c.relname, indisclustered, indisreplident from pg_index i join pg_class c on c.oid = i.indexrelid
                where  relnamespace = to_regnamespace('contract') and relname ~ '^(body|doc_pkey)_'
                union all
                select stxname, null, stxkind = '{m}' from pg_statistic_ext
                where  stxnamespace = to_regnamespace('contract')""");
    }

    private void assertPropertiesOfTheTables() {
        assertThat(tables()).containsExactly("body|u|n|{fillfactor=60}", "doc|u|i|{fillfactor=70}",
                "kind|p|f|{fillfactor=50}");
        assertThat(columns()).containsExactly("doc|body|e|p|", "doc|more|x||77", "expr|expr|p||99");
        assertThat(indexes()).containsExactly("body|true|false", "doc_pkey|false|true", "words||true");
    }

    @Test
    void shardsHaveThePropertiesOfTheirTable() {
        createTables();
        assertPropertiesOfTheTables();
    }

    @Test
    void aShardThatWasIsolatedOrMovedKeepsThem() {
        createTables();
        run("select isolate_tenant_to_new_shard('doc', 1, shard_transfer_mode := 'block_writes')");
        String move = text("""
                select format('select citus_move_shard_placement(%s, %L, %s, %L, %s, ''block_writes'')', p.shardid,
                              n.nodename, n.nodeport, m.nodename, m.nodeport)
                from   pg_dist_placement p join pg_dist_node n using (groupid), pg_dist_node m
                where  p.shardid = get_shard_id_for_distribution_column('doc', 1)
                and    m.groupid > 0 and m.groupid <> p.groupid limit 1""");
        run(move, "call citus_cleanup_orphaned_resources()");
        assertPropertiesOfTheTables();
        assertThat(lines("select * from doc")).containsExactly("1|1|a|b");
    }

    @Test
    void changesReachTheShards() {
        createTables();
        run("create statistics later on tenant, body from doc", "drop statistics words",
                "alter table doc alter body set compression default", "alter table doc rename column more to most",
                "alter index body rename to corpus");
        assertThat(indexes()).containsExactly("doc_pkey|false|true", "later||false");
        assertThat(columns()).contains("doc|body|e||");
    }
}

package shardlab.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import shardlab.sql.Session;

/**
 * A cluster drawn at random from a seed: nodes with their capacities, where each shard is, what it costs and where it may
 * be, and with which options the rebalance is planned. Costs are eighths, so that float4 adds them up without an error.
 */
final class RandomBalance {

    private static final Map<String, Integer> SHARDS = new TreeMap<>(Map.of("a", 8, "b", 3, "c", 12, "d", 2));

    private final Random random;
    private final List<String> statements = new ArrayList<>();
    private final int nodes;
    private final String question;

    RandomBalance(long seed) {
        random = new Random(seed);
        nodes = 2 + random.nextInt(6);
        hideOtherTables();
        drawNodes();
        drawShards();
        drawStrategy();
        question = drawQuestion();
    }

    /** Four co-location groups of different sizes, one of them of two tables; and what the strategy's functions read. */
    static void createTables(Session session) {
        session.execute("drop schema if exists contract cascade; create schema contract");
        SHARDS.forEach((name, count) -> {
            session.execute("create table " + name + " (id int primary key)");
            session.execute("select create_distributed_table('" + name + "', 'id', colocate_with := 'none', shard_count := "
                    + count + ")");
        });
        session.execute("create table a2 (id int primary key)");
        session.execute("select create_distributed_table('a2', 'id', colocate_with := 'a')");
        session.execute("""
                create table node (id int, capacity float4);
                create table shard (name text, place int, cost float4, forbidden int[], groupid int);
                create table place as
                select s.shardid, s.logicalrelid::regclass::text as name,
                       (row_number() over (partition by s.logicalrelid order by s.shardminvalue::int))::int as place
                from   pg_dist_shard s
                where  s.logicalrelid in (select oid from pg_class where relnamespace = 'contract'::regnamespace);
                create unique index on place (shardid);
                create function cost(shardid bigint) returns float4 language sql as
                $$ select s.cost from contract.shard s join contract.place p using (name, place) where p.shardid = $1 $$;
                create function capacity(nodeid int) returns float4 language sql as
                $$ select capacity from contract.node where id = $1 $$;
                create function allowed(shardid bigint, nodeid int) returns boolean language sql as
                $$ select $2 <> all (s.forbidden)
                   from contract.shard s join contract.place p using (name, place) where p.shardid = $1 $$""");
    }

    /** Other tests may have left tables, and a plan is about all there are. */
    private void hideOtherTables() {
        String other = "logicalrelid not in (select oid from pg_class where relnamespace = 'contract'::regnamespace)";
        statements.add("delete from pg_dist_placement where shardid in (select shardid from pg_dist_shard where "
                + other + ")");
        statements.add("delete from pg_dist_shard where " + other);
        statements.add("delete from pg_dist_partition where " + other);
    }

    /** Nodes beside those that are there, which may have no shards meanwhile. */
    private void drawNodes() {
        statements.add("update pg_dist_node set shouldhaveshards = false");
        boolean alike = random.nextBoolean();
        for (int node = 0; node < nodes; node++) {
            statements.add("insert into pg_dist_node (nodeid, groupid, nodename, nodeport, isactive, hasmetadata, "
                    + "metadatasynced, shouldhaveshards) values (%1$d, %1$d, '127.0.0.1', %1$d, true, true, true, %2$s)"
                    .formatted(1000 + node, node < 2 || random.nextInt(6) > 0));
            statements.add("insert into node values (%d, %s)".formatted(1000 + node,
                    alike ? 1 : node < 2 ? 1 + random.nextInt(3) : random.nextInt(4)));
        }
    }

    private void drawShards() {
        int range = List.of(1, 4, 100).get(random.nextInt(3));
        int crowded = 1 + random.nextInt(nodes);
        List<String> rows = new ArrayList<>();
        SHARDS.forEach((name, count) -> {
            for (int place = 1; place <= count; place++) {
                double cost = range == 1 ? 1 : (1 + random.nextInt(8 * range)) / 8.0;
                rows.add("('%s', %d, %s, %s, %d)".formatted(name, place, cost,
                        random.nextInt(8) == 0 ? "array[" + (1000 + random.nextInt(nodes)) + "]" : "array[]::int[]",
                        1000 + random.nextInt(crowded)));
            }
        });
        statements.add("insert into shard values " + String.join(", ", rows));
        statements.add("insert into shard select 'a2', place, cost, forbidden, groupid from shard where name = 'a'");
        statements.add("update pg_dist_placement p set groupid = s.groupid from contract.shard s join contract.place n "
                + "using (name, place) where p.shardid = n.shardid");
    }

    private void drawStrategy() {
        statements.add("select citus_add_rebalance_strategy('drawn', 'contract.cost', 'contract.capacity', "
                + "'contract.allowed', %s, 0, %s)".formatted(random.nextInt(4) / 10.0, random.nextInt(3) / 4.0));
    }

    private String drawQuestion() {
        List<String> options = new ArrayList<>(List.of("rebalance_strategy := 'drawn'",
                "max_shard_moves := " + (random.nextInt(3) == 0 ? random.nextInt(8) : 300),
                "drain_only := " + (random.nextInt(6) == 0)));
        if (random.nextBoolean()) {
            options.add("relation := '" + List.copyOf(SHARDS.keySet()).get(random.nextInt(SHARDS.size())) + "'");
        }
        if (random.nextBoolean()) {
            options.add("threshold := " + random.nextInt(5) / 10.0);
        }
        if (random.nextInt(3) == 0) {
            options.add("improvement_threshold := " + random.nextInt(4) / 4.0);
        }
        if (random.nextInt(3) == 0) {
            options.add("excluded_shard_list := array(select shardid from contract.place where place % 5 = "
                    + random.nextInt(5) + ")");
        }
        return "select p.name, p.place, sourceport, targetport from get_rebalance_table_shards_plan("
                + String.join(", ", options)
                + ") with ordinality m join contract.place p using (shardid) order by ordinality";
    }

    /** Makes the cluster what was drawn, for as long as the transaction lasts. */
    void arrange(Session session) {
        statements.forEach(session::execute);
    }

    /** The query for the plan: table, which shard of it, from which port to which. */
    String question() {
        return question;
    }

    @Override
    public String toString() {
        return String.join(";\n", statements) + ";\n" + question + ";";
    }
}

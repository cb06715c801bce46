package shardlab.kills;

import static shardlab.kills.Scene.require;

/** A tenant's rows in two co-located tables, cut out into shards of their own: none is lost, doubled or out of reach. */
final class Isolation implements Deed {

    private static final int TENANTS = 20;
    private static final int ITEMS = 10;

    @Override
    public String name() {
        return "ISOLATE";
    }

    @Override
    public void prepare(Scene scene) {
        var session = scene.session();
        session.execute("drop table if exists tenant_item, tenant");
        session.execute("create table tenant (id bigint primary key, note text)");
        session.execute("create table tenant_item (tenant bigint, item int, primary key (tenant, item))");
        session.query("select create_distributed_table('tenant', 'id', shard_count := 4)");
        session.query("select create_distributed_table('tenant_item', 'tenant', colocate_with := 'tenant')");
        session.update("insert into tenant select g, 'tenant ' || g from generate_series(1, ?) g", TENANTS);
        session.update("insert into tenant_item select g, i from generate_series(1, ?) g, generate_series(1, ?) i",
                TENANTS, ITEMS);
    }

    @Override
    public void run(Scene scene) {
        scene.session().query("select isolate_tenant_to_new_shard('tenant', ?, 'CASCADE', "
                + "shard_transfer_mode := 'block_writes')", tenant(scene));
    }

    private static long tenant(Scene scene) {
        return scene.round() % TENANTS + 1L;
    }

    @Override
    public void check(Scene scene) {
        requireRows(scene, "afterwards");
        if (!isolated(scene)) {
            run(scene);
        }
        require(isolated(scene), "the tenant's shard is not its own");
        requireRows(scene, "after the next isolation");
        scene.session().execute("drop table tenant_item, tenant");
    }

    private static boolean isolated(Scene scene) {
        return scene.number("""
                select count(*) from pg_dist_shard where shardminvalue = shardmaxvalue
                and    shardid = get_shard_id_for_distribution_column('tenant', ?)""", tenant(scene)) == 1;
    }

    /** All of them together, and each tenant's by a router query, to which a write comes first. */
    private static void requireRows(Scene scene, String when) {
        for (long id = 1; id <= TENANTS; id++) {
            long written = scene.session().update("update tenant set note = 'seen' where id = ?", id);
            long items = scene.number("select count(*) from tenant join tenant_item on tenant = id where id = ?", id);
            require(written == 1 && items == ITEMS,
                    "tenant " + id + " has " + written + " rows and " + items + " items " + when);
        }
        long rows = scene.number("select count(*) from tenant_item");
        require(rows == TENANTS * ITEMS, "there are " + rows + " items " + when);
    }
}

package shardlab.kills;

import static shardlab.kills.Scene.require;

import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.retail.Retail;
import shardlab.retail.RetailText;
import shardlab.sql.Session;

/** The lab's own data, made and loaded: where its log says that it is whole, it is, and the next fill makes it whole. */
class Fill implements Deed {

    private static final long SALES = 500;

    @Override
    public String name() {
        return "FILL";
    }

    /** From the first table on, or in the place of other data. */
    @Override
    public void prepare(Scene scene) {
        if (scene.round() % 2 == 0) {
            retail(scene.cluster(), scene.round()).drop();
        }
    }

    @Override
    public void run(Scene scene) {
        retail(scene.cluster(), scene.round()).ensure(Progress.SILENT);
    }

    @Override
    public int longestMillis() {
        return 1_500;
    }

    @Override
    public void check(Scene scene) {
        Retail asked = retail(scene.cluster(), scene.round());
        asked.asLoaded().ifPresent(there -> requireWhole(scene, there, "before the next fill"));
        asked.ensure(Progress.SILENT);
        requireWhole(scene, asked, "after the next fill");
    }

    static Retail retail(Cluster cluster, int seed) {
        return Retail.of(cluster.coordinator()).workers(cluster.workers())
                .directShardCopy(cluster.can(Capability.DIRECT_SHARD_COPY))
                .sales(SALES).seed(seed).replacing(true).threads(2);
    }

    /** Few shards for each table: a round is to be short. */
    static void keepSmall(Session session) {
        session.execute(session.format("alter database %I set citus.shard_count = 8",
                session.query("select current_database()").singleText()));
    }

    private static void requireWhole(Scene scene, Retail retail, String when) {
        retail.tables().forEach(table -> require(RetailText.stored(scene.session(), retail.schema(), table)
                .equals(RetailText.generated(retail.dataSet(), table)), "the rows of " + table + " " + when));
    }
}

package shardlab.bench;

import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.retail.Retail;

/** Loads the ten-state data into the cluster of SHARDLAB_URL and prints how many rows and how much heap that was. */
final class LoadProbe {

    private LoadProbe() {
    }

    public static void main(String[] arguments) {
        try (Cluster cluster = Cluster.open(Settings.fromEnvironment(), Progress.SILENT)) {
            Retail retail = Retail.of(cluster.coordinator()).workers(cluster.workers())
                    .directShardCopy(cluster.can(Capability.DIRECT_SHARD_COPY)).schema(arguments[0])
                    .sales(Long.parseLong(arguments[1]));
            var heap = new HeapPeak();
            System.out.println("rows: " + retail.ensure(Progress.SILENT).rows());
            System.out.println("heap: " + heap.bytes());
        }
    }
}

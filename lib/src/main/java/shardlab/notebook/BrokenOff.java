package shardlab.notebook;

import shardlab.LabException;
import shardlab.cluster.Cluster;
import shardlab.workload.LeftSettings;
import shardlab.workload.Rebalancing;

/** Lessons that were broken off in another kernel, and left a cluster that is not what it was. */
final class BrokenOff {

    private BrokenOff() {
    }

    /** Makes it what it was; where that cannot be done now, it says so, and the lab goes on. */
    static void undo(Cluster cluster) {
        undo("A lesson about skew", () -> Rebalancing.sweep(cluster));
        undo("A measurement", () -> LeftSettings.putBack(cluster));
    }

    private static void undo(String what, Runnable sweep) {
        try {
            sweep.run();
        } catch (LabException e) {
            Shell.display(what + " was broken off, and what it left could not be undone:\n" + e.getMessage());
        }
    }
}

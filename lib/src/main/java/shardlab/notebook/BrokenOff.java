package shardlab.notebook;

import shardlab.LabException;
import shardlab.cluster.Cluster;
import shardlab.workload.JoinTables;
import shardlab.workload.Rebalancing;

/** Lessons that were broken off in another kernel, and left a cluster that is not what it was. */
final class BrokenOff {

    private BrokenOff() {
    }

    /** Makes it what it was; where that cannot be done now, it says so, and the lab goes on. */
    static void undo(Cluster cluster) {
        undo("skew", () -> Rebalancing.sweep(cluster));
        undo("joins", () -> JoinTables.sweep(cluster));
    }

    private static void undo(String subject, Runnable sweep) {
        try {
            sweep.run();
        } catch (LabException e) {
            Shell.display("A lesson about " + subject + " was broken off, and what it left could not be undone:\n"
                    + e.getMessage());
        }
    }
}

package shardlab.cluster;

import shardlab.Progress;
import shardlab.Settings;

/** Opens the cluster as another notebook's first cell does, and prints what that cell shows. */
final class OpenProbe {

    private OpenProbe() {
    }

    public static void main(String[] arguments) {
        try (var cluster = Cluster.open(Settings.fromEnvironment(), Progress.SILENT)) {
            System.out.println(cluster.choice());
        }
    }
}

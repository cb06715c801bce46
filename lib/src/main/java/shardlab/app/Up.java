package shardlab.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.ConsoleProgress;
import shardlab.Settings;
import shardlab.cluster.Cluster;

/** {@code ./lab up}. */
@Command(name = "up", description = "Starts the cluster, or finds the one that runs.")
final class Up implements Callable<Integer> {

    @Override
    public Integer call() {
        var progress = new ConsoleProgress();
        try (var cluster = Cluster.open(Settings.fromEnvironment(), progress)) {
            progress.end();
            System.out.println(cluster.choice());
            System.out.print(ClusterReport.of(cluster));
            System.out.println("\n./lab psql talks to the coordinator, ./lab down stops the cluster.");
        }
        return 0;
    }
}

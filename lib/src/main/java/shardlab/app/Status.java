package shardlab.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.Settings;
import shardlab.cluster.Cluster;

/** {@code ./lab status}. */
@Command(name = "status", description = "Tells which clusters run and how they are.")
final class Status implements Callable<Integer> {

    @Override
    public Integer call() {
        int found = 0;
        for (Settings settings : OwnEngines.running(Settings.fromEnvironment())) {
            var attached = Cluster.attach(settings);
            if (attached.isPresent()) {
                try (var cluster = attached.get()) {
                    System.out.print((found++ == 0 ? "" : "\n") + ClusterReport.of(cluster));
                }
            }
        }
        if (found == 0) {
            System.out.println("no cluster is running; ./lab up starts one, and so does every notebook");
            return Main.NO_CLUSTER;
        }
        return 0;
    }
}

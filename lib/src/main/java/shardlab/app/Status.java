package shardlab.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.engine.Engine;

/** {@code ./lab status}. */
@Command(name = "status", description = "Tells which clusters run and how they are.")
final class Status implements Callable<Integer> {

    @Override
    public Integer call() {
        int found = 0;
        int status = 0;
        var settings = Settings.fromEnvironment();
        for (Settings each : OwnEngines.running(settings)) {
            var attached = Cluster.attach(each);
            if (attached.isPresent()) {
                try (var cluster = attached.get()) {
                    System.out.print((found++ == 0 ? "" : "\n") + ClusterReport.of(cluster));
                }
            }
        }
        for (Engine each : OwnEngines.withoutCoordinator(settings)) {
            System.out.print((found++ == 0 ? "" : "\n") + LostCoordinator.of(each));
            status = Main.NO_CLUSTER;
        }
        if (found == 0) {
            System.out.println(settings.url().isPresent() ? "no server answers at the URL that was given"
                    : "no cluster is running; ./lab up starts one, and so does every notebook");
            return Main.NO_CLUSTER;
        }
        return status;
    }
}

package shardlab.app;

import java.util.Optional;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.cluster.Cluster;

/** The cluster that a command needs and does not start. */
final class RunningCluster {

    private RunningCluster() {
    }

    /**
     * Attaches to the cluster that runs, of the engine that was asked for or else of the preferred engine.
     *
     * @throws LabException if none runs
     */
    static Cluster get() {
        return find().orElseThrow(RunningCluster::none);
    }

    /** That none runs. */
    static LabException none() {
        var settings = Settings.fromEnvironment();
        if (settings.url().isPresent()) {
            return new LabException("no server answers at the URL that was given", "see that it runs, or leave the URL out");
        }
        return OwnEngines.withoutCoordinator(settings).stream().findFirst().map(LostCoordinator::of)
                .map(LostCoordinator::error).orElse(new LabException("no cluster is running", "./lab up starts one"));
    }

    /** The same; empty if none runs. */
    static Optional<Cluster> find() {
        return find(Settings.fromEnvironment());
    }

    /** The same by other settings than those of this process. */
    static Optional<Cluster> find(Settings settings) {
        return OwnEngines.running(settings).stream().flatMap(each -> Cluster.attach(each).stream()).findFirst();
    }

    /**
     * The settings that lead to it.
     *
     * @throws LabException if none runs
     */
    static Settings settings() {
        return OwnEngines.running(Settings.fromEnvironment()).stream().filter(RunningCluster::answers).findFirst()
                .orElseThrow(RunningCluster::none);
    }

    private static boolean answers(Settings settings) {
        try (var cluster = Cluster.attach(settings).orElse(null)) {
            return cluster != null;
        }
    }
}

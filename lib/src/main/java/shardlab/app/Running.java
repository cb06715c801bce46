package shardlab.app;

import shardlab.LabException;
import shardlab.Settings;
import shardlab.cluster.Cluster;

/** The cluster that a command needs and does not start. */
final class Running {

    private Running() {
    }

    /**
     * Attaches to the cluster that runs, of the engine that was asked for or else of the preferred engine.
     *
     * @throws LabException if none runs
     */
    static Cluster cluster() {
        return OwnEngines.running(Settings.fromEnvironment()).stream()
                .flatMap(settings -> Cluster.attach(settings).stream())
                .findFirst()
                .orElseThrow(() -> new LabException("no cluster is running", "./lab up starts one"));
    }
}

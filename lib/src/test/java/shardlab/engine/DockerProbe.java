package shardlab.engine;

import java.util.Map;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;

/** Prints what the lab finds of the docker program on its PATH. */
final class DockerProbe {

    private DockerProbe() {
    }

    public static void main(String[] arguments) {
        var settings = Settings.from(Map.of("SHARDLAB_HOME", arguments[0], "SHARDLAB_ENGINE", "embedded"));
        System.out.println("fitness: " + Engines.all(settings).stream().filter(engine -> engine.name().equals("docker"))
                .findFirst().orElseThrow().fitness());
        System.out.println("choice: " + Engines.choose(Settings.from(Map.of("SHARDLAB_HOME", arguments[0]))).sentence());
        try {
            Docker.here().demand();
            Docker.here().ensure("lab/no-such-image:1", Progress.SILENT);
            System.out.println("the image is here");
        } catch (LabException e) {
            System.out.println("demand: " + e.getMessage());
        }
    }
}

package shardlab.kills;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import shardlab.ChildJvm;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Cluster;

/** The same by a process of its own, such as a notebook's kernel, which is what most rounds kill. */
final class FillByProcess extends Fill {

    private volatile Process process;

    @Override
    public String name() {
        return "FILL_BY_PROCESS";
    }

    @Override
    public void run(Scene scene) {
        try {
            process = ChildJvm.start(FillByProcess.class, List.of("-XX:TieredStopAtLevel=1"),
                    Map.of("SHARDLAB_HOME", scene.settings().home().toString(), "SHARDLAB_ENGINE", scene.cluster().engine()),
                    Integer.toString(scene.round()));
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It takes its time to begin. */
    @Override
    public int longestMillis() {
        return 3_500;
    }

    @Override
    public String kill(Servers servers, Random random) {
        Process filling = process;
        if (random.nextInt(4) == 0 || filling == null || !filling.isAlive()) {
            return super.kill(servers, random);
        }
        filling.destroyForcibly();
        return "the filling process";
    }

    public static void main(String[] arguments) {
        try (Cluster cluster = Cluster.attach(Settings.fromEnvironment()).orElseThrow()) {
            retail(cluster, Integer.parseInt(arguments[0])).ensure(Progress.SILENT);
        }
    }
}

package shardlab;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import shardlab.cluster.Cluster;
import shardlab.engine.Engine;
import shardlab.engine.Engines;
import shardlab.sql.Server;

/**
 * The clusters that tests share: one for each engine, started when first asked for, with nothing in it, and removed
 * when the run ends. What a run that was killed left behind is swept by the next one.
 */
public final class TestClusters {

    private static final Map<String, Cluster> OPEN = new ConcurrentHashMap<>();

    private TestClusters() {
    }

    /** The embedded cluster. */
    public static Cluster embedded() {
        return OPEN.computeIfAbsent("embedded", TestClusters::open);
    }

    /** The cluster of this machine's own Citus; empty where there is none, and the reason is printed. */
    public static Optional<Cluster> installed() {
        return whereItFits("installed");
    }

    /** The cluster of the official image's programs; empty, with the reason printed, where it was not fetched. */
    public static Optional<Cluster> image() {
        return whereItFits("image");
    }

    private static Optional<Cluster> whereItFits(String name) {
        var fitness = engineOf(settings("embedded"), name).fitness();
        if (!fitness.fits()) {
            System.out.println("not tested on the " + name + " engine: " + fitness.reason());
            return Optional.empty();
        }
        return Optional.of(OPEN.computeIfAbsent(name, TestClusters::open));
    }

    /**
     * The cluster of the engine docker or compose; empty, with the reason printed, where there is no Docker that has
     * the image: tests do not pull it.
     */
    public static Optional<Cluster> inContainers(String name) {
        String missing = Stream.of(engineOf(settings("embedded"), "docker"), engineOf(settings(name), name))
                .map(Engine::fitness).filter(fitness -> !fitness.fits())
                .map(Engine.Fitness::reason).findFirst().orElse(null);
        if (missing != null) {
            System.out.println("not tested on the engine " + name + ": " + missing);
            return Optional.empty();
        }
        return Optional.of(OPEN.computeIfAbsent(name, TestClusters::open));
    }

    /** Settings of a lab whose home is the given folder. */
    public static Settings settings(Path home, String engine) {
        return Settings.from(Map.of("SHARDLAB_HOME", home.toString(), "SHARDLAB_ENGINE", engine, "SHARDLAB_SCALE", "small"));
    }

    /** Settings of the cluster of an engine that the tests of this process share. */
    public static Settings settings(String engine) {
        String home = "test-lab-" + System.getProperty("shardlab.test.fork", "1");
        return settings(Path.of("target", home).toAbsolutePath(), engine);
    }

    /** Settings of a lab that finds a cluster by its coordinator's URL, and so takes it for another's. */
    public static Settings remote(Server coordinator) {
        return Settings.from(Map.of("SHARDLAB_URL", coordinator.jdbcUrl() + "?user=" + coordinator.user()
                + "&password=" + coordinator.password()));
    }

    private static Cluster open(String name) {
        Engine engine = engine(name).orElseThrow();
        engine.reset();
        Runtime.getRuntime().addShutdownHook(new Thread(engine::reset, "reset of the " + name + " test cluster"));
        return Cluster.open(settings(name), Progress.SILENT);
    }

    private static Optional<Engine> engine(String name) {
        return Optional.of(engineOf(settings(name), name));
    }

    private static Engine engineOf(Settings settings, String name) {
        return Engines.all(settings).stream().filter(engine -> engine.name().equals(name)).findFirst().orElseThrow();
    }

    /** Skips the tests of a topic where an engine cannot run, and prints why. */
    public static void assumeFits(Settings settings, String engine, String topic) {
        var fitness = engineOf(settings.askingFor("embedded"), engine).fitness();
        if (!fitness.fits()) {
            System.out.println(topic + " not tested on " + engine + ": " + fitness.reason());
        }
        Assumptions.assumeTrue(fitness.fits(), fitness.reason());
    }
}

package shardlab.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.engine.Engine;
import shardlab.engine.Engines;
import shardlab.measure.Experiment;

/** {@code ./lab bench start}: five nodes, cold and warm, against a shell script with the same programs. */
@Command(name = "start", mixinStandardHelpOptions = true,
        description = {"Times the start of five nodes, on embedded, and on installed and image where there is a Citus:",
            "from an empty folder, into which PostgreSQL is unpacked, from the template, and again after ./lab down;",
            "against a shell script that runs initdb and pg_ctl of the same PostgreSQL one after the other.",
            "The lab's times end with nodes registered and answering; the script registers none.",
            "The start of the JVM is not in them."})
final class BenchStart implements Callable<Integer> {

    private static final List<String> ENGINES = List.of("embedded", "installed", "image");

    @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds; ${DEFAULT-VALUE} unless said.")
    private int rounds;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        for (Engine engine : Engines.all(settings)) {
            boolean wanted = settings.engine().map(engine.name()::equals).orElse(true);
            if (wanted && ENGINES.contains(engine.name())) {
                report(settings, engine);
            }
        }
        return 0;
    }

    private void report(Settings settings, Engine engine) {
        if (!engine.fitness().fits()) {
            System.out.println(engine.name() + ": not measured, " + engine.fitness().reason());
            return;
        }
        Path folder = settings.stateFolder().resolve("bench").resolve(engine.name());
        try (Cleaning delete = () -> ShellScript.delete(folder);
                var end = new OnCtrlC(() -> remove(folder, engine.name()))) {
            measure(folder, engine.name());
        }
    }

    private static void remove(Path folder, String engine) {
        if (Files.exists(folder)) {
            clear(script(folder, engine), at(folder, "warm", engine), at(folder, "cold", engine));
            ShellScript.delete(folder);
        }
    }

    private static Settings at(Path folder, String home, String engine) {
        return new Settings(folder.resolve(home), Optional.of(engine), Optional.empty(), 1, 1);
    }

    private static ShellScript script(Path folder, String engine) {
        return new ShellScript(programs(at(folder, "warm", engine)), folder.resolve("script"),
                engine.equals("embedded") ? "" : "-c shared_preload_libraries=citus");
    }

    private void measure(Path folder, String engine) {
        var warm = at(folder, "warm", engine);
        String provenance = start(warm);
        var script = script(folder, engine);
        var cold = at(folder, "cold", engine);
        var progress = new ConsoleProgress();
        try (Cleaning remove = () -> clear(script, warm, cold)) {
            var outcome = Experiment.named("start of five nodes, " + engine)
                    .arm("shell script", () -> clear(script, warm, cold), () -> timed(script::start))
                    .arm("lab, empty folder", () -> clear(script, warm, cold), () -> timed(() -> start(cold)))
                    .arm("lab, from template", () -> clear(script, warm, cold), () -> timed(() -> start(warm)))
                    .arm("lab, after down", () -> stopped(script, warm, cold), () -> timed(() -> start(warm)))
                    .withoutAnswers().rounds(rounds).warmUp(1).provenance(provenance).progress(progress).run();
            progress.end();
            System.out.println(outcome.table());
        }
    }

    /** What an arm leaves is no answer to compare. */
    private static Object timed(Runnable work) {
        work.run();
        return null;
    }

    private static String start(Settings settings) {
        try (var cluster = Cluster.open(settings, Progress.SILENT)) {
            return cluster.provenance().caption();
        }
    }

    /** Nothing runs, and only the warm folder's template is left. */
    private static void clear(ShellScript script, Settings warm, Settings cold) {
        script.clear();
        engine(warm).reset();
        engine(cold).reset();
        ShellScript.delete(cold.home());
    }

    private static void stopped(ShellScript script, Settings warm, Settings cold) {
        clear(script, warm, cold);
        start(warm);
        engine(warm).stop();
    }

    private static Engine engine(Settings settings) {
        return Engines.choose(settings).engine();
    }

    /** The folder of the programs that the lab's servers run. */
    private static Path programs(Settings settings) {
        return engine(settings).programs().orElseThrow(() ->
                new LabException("the programs of the servers are not on this machine", settings.home().toString(),
                        null, null, null));
    }
}

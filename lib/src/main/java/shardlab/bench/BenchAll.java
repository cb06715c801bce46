package shardlab.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.FileProblem;
import shardlab.Settings;
import shardlab.ThisProcess;
import shardlab.cluster.Cluster;
import shardlab.engine.Engines;
import shardlab.files.Folders;
import shardlab.process.Program;

/**
 * {@code ./lab bench all}: the benches of a chapter each, on every engine, and one report of them. Each runs in a JVM of its
 * own, so that none measures with code that another has warmed up, or in memory that another has filled.
 */
@Command(name = "all", mixinStandardHelpOptions = true,
        description = {"The benches clients, inserts, distribution, transactions, connections and crashes, on every engine",
            "that starts its servers here, one after another; then one report, report.html, with tables, figures, machine,",
            "versions and settings. A run with another engine or version adds to the report in the same folder.",
            "Ctrl-C ends it cleanly; the report has what was finished."})
final class BenchAll implements Callable<Integer> {

    @Option(names = "--only", split = ",", description = "Benches to run (default: all).")
    private List<String> only = List.of();

    @Option(names = "--quick", description = "A short run of each, to see that it works: few rounds, wide intervals.")
    private boolean quick;

    @Option(names = "--out", description = "Folder for the results (default: .lab/bench/all).")
    private Path folder;

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        List<BenchPart> parts = BenchPart.chosen(only);
        var report = new BenchReport(ResultFolder.of(folder, settings, "all"));
        boolean ok = true;
        for (Settings one : clusters(settings)) {
            ok &= measure(one, parts, report);
        }
        out.println("the report: " + report.file());
        return ok ? 0 : 1;
    }

    /** The one that was asked for, or all. */
    private List<Settings> clusters(Settings settings) {
        boolean asked = settings.engine().isPresent() || settings.url().isPresent();
        return asked ? List.of(settings) : EnginesHere.fitting(settings, out);
    }

    private boolean measure(Settings settings, List<BenchPart> parts, BenchReport report) {
        boolean owned = Engines.choose(settings).engine().ownsServers();
        boolean ran = Cluster.attach(settings).map(BenchAll::closed).isPresent();
        ClusterSheet sheet = sheet(settings);
        sheet.write(report.folder(sheet));
        boolean ok = true;
        for (BenchPart part : parts) {
            out.printf("== %s on %s (%d of %d)%n", part.command(), sheet.name(), parts.indexOf(part) + 1, parts.size());
            if (part.needsOwnServers() && !owned) {
                out.println("not run: it needs servers that the lab has started");
            } else {
                ok &= measure(settings, part, report.folder(sheet));
                report.write();
            }
        }
        if (owned && !ran) {
            Cluster.down(settings);
        }
        return ok;
    }

    private static Cluster closed(Cluster cluster) {
        cluster.close();
        return cluster;
    }

    private static ClusterSheet sheet(Settings settings) {
        try (Cluster cluster = Cluster.open(settings, new ConsoleProgress())) {
            return ClusterSheet.of(cluster);
        }
    }

    private boolean measure(Settings settings, BenchPart part, Path clusterFolder) {
        Path results = clusterFolder.resolve(part.command());
        List<String> arguments = new ArrayList<>(List.of("bench", part.command(), "--out", results.toString()));
        arguments.addAll(part.options(quick));
        Map<String, String> engine = settings.url().isPresent() ? Map.of()
                : settings.engine().map(name -> Map.of("SHARDLAB_ENGINE", name)).orElse(Map.of());
        forget(results);
        long start = System.nanoTime();
        int status = Program.of(ThisProcess.another(arguments.toArray(String[]::new))).with(engine).runInSight();
        new PartSheet(quick, status, Duration.ofNanos(System.nanoTime() - start).toSeconds()).write(results);
        return status == 0;
    }

    /** What an earlier run with other options wrote would stand among the results of this one. */
    private static void forget(Path results) {
        try {
            Folders.delete(results);
        } catch (IOException e) {
            throw FileProblem.of("cannot remove earlier results", results, e, ResultFolder.ELSEWHERE);
        }
    }
}

package shardlab.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.workload.CrashKind;
import shardlab.workload.CrashReport;
import shardlab.workload.Crashes;
import shardlab.workload.TransferTables;

/** {@code ./lab bench crashes}: something crashes in a transaction on two workers, again and again. */
@Command(name = "crashes", mixinStandardHelpOptions = true,
        description = {"Moves money from one worker to another, and in each transfer crashes something: at a phase of the",
            "transaction, a node and in a way that are drawn at random. When everything runs again, both accounts are",
            "looked at: was money lost, or doubled? --seed draws other crashes.",
            "Writes crashes, crashes-by-node and crash-by-crash as CSV, JSON, Markdown, and a figure. Needs a cluster",
            "that the lab started: embedded, image or installed. Ctrl-C ends it cleanly."})
final class BenchCrashes implements Callable<Integer> {

    @Option(names = "--count", defaultValue = "1000", description = "Crashes (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--kinds", split = ",", defaultValue = "server,process,connections",
            description = {"What may crash: server (a whole server is ended, and started again), process (one process of a",
                "server is killed; PostgreSQL recovers by itself), connections (all of a node's are cut)",
                "(default: ${DEFAULT-VALUE})."})
    private List<String> kinds;

    @Option(names = "--out", description = "Folder for the results (default: .lab/bench/crashes).")
    private Path folder;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        Path out = ResultFolder.of(folder, settings, "crashes");
        List<CrashKind> chosen = kinds.stream().map(BenchCrashes::kind).toList();
        var progress = new ConsoleProgress();
        CrashReport report;
        try (Cluster cluster = Cluster.open(settings, progress); var end = new OnCtrlC(() -> makeWhole(settings))) {
            System.out.println("seed " + settings.seed());
            report = Crashes.run(cluster, count, chosen, settings.seed(), progress);
        }
        new CrashFindings(report).write(out);
        new CrashFindings(report).sentences().forEach(System.out::println);
        System.out.println("written to " + out);
        return report.holds() ? 0 : 1;
    }

    private static CrashKind kind(String name) {
        return Stream.of(CrashKind.values()).filter(kind -> kind.title().equals(name)).findFirst().orElseThrow(() ->
                new LabException("nothing of the kind '" + name + "' can crash",
                        "say --kinds server, process or connections, or several with commas between"));
    }

    /** Starts what is down, registers the nodes where they are, and removes the accounts. */
    private static void makeWhole(Settings settings) {
        try (Cluster cluster = Cluster.open(settings, Progress.SILENT)) {
            TransferTables.drop(cluster);
        }
    }
}

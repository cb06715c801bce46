package shardlab.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.FileProblem;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.measure.Experiment;
import shardlab.measure.Outcome;
import shardlab.retail.Retail;
import shardlab.retail.RetailTable;
import shardlab.retail.RowFormat;
import shardlab.sql.Server;

/**
 * {@code ./lab bench load}: generating and loading the ten-state data, side by side with copying the same rows from
 * files that are there already. All thirteen tables, without foreign keys, into a schema of their own.
 */
@Command(name = "load", mixinStandardHelpOptions = true,
        description = "Generate and load the data set, against psql \\copy of the same rows from files.")
public final class LoadBench implements Callable<Integer> {

    private static final String SCHEMA = "load_bench";
    private static final int WARM_UP = 1;
    private static final String ELSEWHERE = "make room, or name another folder for temporary files: "
            + "JDK_JAVA_OPTIONS=-Djava.io.tmpdir=…";

    @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        var progress = new ConsoleProgress();
        try (Cluster cluster = Cluster.open(settings, progress)) {
            run(cluster, settings.sales(), settings.seed(), rounds, progress, System.out);
        }
        return 0;
    }

    /**
     * Runs it and prints what it found.
     *
     * @param sales the size of the data set as a number of sales
     */
    public static Outcome run(Cluster cluster, long sales, long seed, int rounds, Progress progress, PrintStream out) {
        Retail retail = Retail.of(cluster.coordinator()).workers(reachedWorkers(cluster))
                .directShardCopy(cluster.can(Capability.DIRECT_SHARD_COPY)).schema(SCHEMA).sales(sales).seed(seed);
        Path folder = temporaryFolder();
        try (var end = new OnCtrlC(() -> remove(folder, retail))) {
            return run(cluster, retail, folder, rounds, progress, out);
        }
    }

    private static Outcome run(Cluster cluster, Retail retail, Path folder, int rounds, Progress progress, PrintStream out) {
        try (Cleaning remove = () -> Cleaning.all(List.of(() -> delete(folder), retail::drop))) {
            retail.drop();
            retail.createTables();
            retail.distribute();
            long rows = writeFiles(retail, folder, progress);
            var heap = new HeapPeak();
            Outcome outcome = measure(cluster, retail, folder, rounds, progress);
            print(outcome, rows, out);
            out.println(heap.sentence());
            return outcome;
        }
    }

    private static void remove(Path folder, Retail retail) {
        delete(folder);
        retail.drop();
    }

    private static List<Server> reachedWorkers(Cluster cluster) {
        if (!cluster.reachesWorkers()) {
            throw new LabException("the load is measured straight to the workers, and they cannot be reached from here",
                    cluster.coordinator().label(), "the catalog has them at " + cluster.workers().stream()
                    .map(Server::label).toList(), "run it on a machine that can connect to every node", null);
        }
        return cluster.workers();
    }

    private static Outcome measure(Cluster cluster, Retail retail, Path folder, int rounds, Progress progress) {
        var file = new FileCopy(cluster.coordinator(), SCHEMA, folder);
        Retail byCoordinator = Retail.of(cluster.coordinator()).schema(SCHEMA)
                .sales(retail.asked().sales()).seed(retail.asked().seed());
        return Experiment.named("load of " + retail.asked())
                .arm(FileCopy.tool(), retail::empty, file::run)
                .arm("generate, copy to the workers (binary)", retail::empty, () -> copy(retail, RowFormat.BINARY))
                .arm("generate, copy to the workers (text)", retail::empty, () -> copy(retail, RowFormat.TEXT))
                .arm("generate, copy to the coordinator (binary)", retail::empty,
                        () -> copy(byCoordinator, RowFormat.BINARY))
                .rounds(rounds).warmUp(WARM_UP).progress(progress)
                .provenance(cluster.provenance().caption()).run();
    }

    private static long copy(Retail retail, RowFormat format) {
        return retail.format(format).copy(Progress.SILENT);
    }

    private static void print(Outcome outcome, long rows, PrintStream out) {
        out.println(outcome.table());
        outcome.timings().forEach(timing -> out.printf(Locale.ROOT, "%-44s %,10.0f rows/s%n", timing.arm(),
                rows / (timing.median().toNanos() / 1e9)));
    }

    private static long writeFiles(Retail retail, Path folder, Progress progress) {
        long rows = 0;
        int done = 0;
        for (RetailTable table : RetailTable.values()) {
            Path file = folder.resolve(table.table());
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                rows += retail.dataSet().writeText(table, out);
            } catch (IOException e) {
                throw FileProblem.of("cannot write the rows to copy", file, e, ELSEWHERE);
            }
            progress.report("files", ++done, RetailTable.values().length, "files");
        }
        return rows;
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("shardlab-load");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw FileProblem.of("cannot make a temporary folder", Path.of(System.getProperty("java.io.tmpdir")), e,
                    ELSEWHERE);
        }
    }

    private static void delete(Path folder) {
        try {
            for (RetailTable table : RetailTable.values()) {
                Files.deleteIfExists(folder.resolve(table.table()));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw FileProblem.of("cannot remove the rows to copy", folder, e, "remove that folder");
        }
    }
}

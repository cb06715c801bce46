package shardlab.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.Settings;
import shardlab.chart.InsertCharts;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.measure.Durations;
import shardlab.workload.InsertTables;
import shardlab.workload.Inserted;
import shardlab.workload.Inserts;

/** {@code ./lab bench inserts}: rows a second of every way to insert. */
@Command(name = "inserts", mixinStandardHelpOptions = true,
        description = {"Rows a second into users(id) by every way there is, on the cluster and on one plain PostgreSQL of",
            "the same version, taking turns; few rows by every way, many by those that send many at once; and rows a",
            "statement swept. Every way must end in the same rows, counted and summed.",
            "Writes inserts-N and statement-sizes as CSV, JSON, Markdown and figures. Ctrl-C ends it cleanly."})
final class BenchInserts implements Callable<Integer> {

    @Option(names = "--rows", defaultValue = "1000",
            description = "Rows of every way, those too that wait for each row (default: ${DEFAULT-VALUE}).")
    private long rows;

    @Option(names = "--bulk-rows", defaultValue = "50000",
            description = "Rows of the ways that send many at once (default: ${DEFAULT-VALUE}).")
    private long bulkRows;

    @Option(names = "--statement-sizes", split = ",", defaultValue = "1,3,10,30,100,300,1000",
            description = "Rows a statement (default: ${DEFAULT-VALUE}).")
    private List<Integer> statementSizes;

    @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--out", description = "Folder for the results (default: .lab/bench/inserts).")
    private Path folder;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        Path out = ResultFolder.of(folder, settings, "inserts");
        var progress = new ConsoleProgress();
        try (Cluster cluster = Cluster.open(settings, progress);
                var end = new OnCtrlC(() -> InsertTables.drop(cluster))) {
            var inserts = new Inserts(cluster, progress);
            report(inserts.everyWay(rows, rounds), out, "inserts-" + rows);
            report(inserts.bulk(bulkRows, rounds), out, "inserts-" + bulkRows);
            Inserted sizes = inserts.byStatementSize(statementSizes, rows, rounds);
            report(sizes, out, "statement-sizes");
            InsertCharts.statementSizes(sizes).save(out.resolve("statement-sizes-curve.png"));
            if (cluster.can(Capability.REPARTITION_JOIN)) {
                System.out.println(inserts.repartitionJoin(bulkRows));
            }
        }
        System.out.println("written to " + out);
        return 0;
    }

    static void report(Inserted inserted, Path out, String name) {
        Findings found = findings(inserted);
        System.out.println(found.table());
        found.write(out, name);
        InsertCharts.rates(inserted).save(out.resolve(name + ".png"));
    }

    private static Findings findings(Inserted inserted) {
        List<List<Object>> rows = new ArrayList<>();
        for (String arm : inserted.arms()) {
            String[] parts = arm.split(Inserted.BETWEEN, 2);
            rows.add(List.of(parts[1], parts[0], inserted.rate(arm),
                    Durations.text(inserted.outcome().of(arm).median())));
        }
        return new Findings(inserted.outcome().name(), List.of("way", "where", "rows a second", "median time"), rows,
                inserted.outcome().caption() + inserted.remarks().stream().map(remark -> " " + remark)
                        .reduce("", String::concat));
    }
}

package shardlab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.chart.IntervalChart;
import shardlab.chart.TransferCharts;
import shardlab.cluster.Cluster;
import shardlab.measure.Durations;
import shardlab.measure.Median;
import shardlab.measure.Outcome;
import shardlab.measure.Timing;
import shardlab.sql.Session;
import shardlab.workload.TransferAudit;
import shardlab.workload.TransferReadings;
import shardlab.workload.TransferTables;
import shardlab.workload.Transfers;

/** {@code ./lab bench transactions}: what it costs that both halves of a transfer happen or neither. */
@Command(name = "transactions", mixinStandardHelpOptions = true,
        description = {"Transfers between two accounts: the time of one, by where the accounts are; transfers a second by",
            "several clients, within a branch and between two; and how many sums of a reader have half of a transfer in",
            "them, by the way of reading. All accounts together must have at the end what they had at the beginning.",
            "Writes latency, clients and reads as CSV, JSON, Markdown and figures. Ctrl-C ends it cleanly."})
final class BenchTransactions implements Callable<Integer> {

    @Option(names = "--branches", defaultValue = "200",
            description = "Branches; each has ten accounts (default: ${DEFAULT-VALUE}).")
    private int branches;

    @Option(names = "--rounds", defaultValue = "50",
            description = "Measured rounds of one transfer at a time (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--clients", split = ",", defaultValue = "1,4,16",
            description = "Numbers of clients (default: ${DEFAULT-VALUE}).")
    private List<Integer> clients;

    @Option(names = "--seconds", defaultValue = "3", description = "Length of a run of clients (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "2", description = "Seconds before it (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--client-rounds", defaultValue = "7",
            description = "Measured rounds of clients (default: ${DEFAULT-VALUE}).")
    private int clientRounds;

    @Option(names = "--read-seconds", defaultValue = "10",
            description = "How long sums are read in each way (default: ${DEFAULT-VALUE}).")
    private int readSeconds;

    @Option(names = "--out", description = "Folder for the results (default: .lab/bench/transactions).")
    private Path folder;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        Path out = ResultFolder.of(folder, settings, "transactions");
        var progress = new ConsoleProgress();
        try (Cluster cluster = Cluster.open(settings, progress);
                var end = new OnCtrlC(() -> TransferTables.drop(cluster));
                var tables = TransferTables.make(cluster, branches, 10, progress)) {
            var transfers = new Transfers(cluster, tables, progress);
            latency(transfers.latency(rounds), out);
            new TransferClientsBench(cluster, tables, warmUp, seconds).run(clients, clientRounds, settings.seed(), progress)
                    .report(out);
            reads(transfers.reads(Duration.ofSeconds(readSeconds)), cluster.provenance().caption(), out);
            check(cluster, tables);
        }
        System.out.println("written to " + out);
        return 0;
    }

    static void latency(Outcome outcome, Path out) {
        show(new Findings(outcome.name(), List.of("accounts in", "time (ms)"), outcome.timings().stream()
                .map(timing -> List.<Object>of(timing.arm(), millis(timing))).toList(), outcome.caption()), out,
                "latency");
        outcome.against("one shard").forEach(System.out::println);
        IntervalChart.of(outcome, IntervalChart.Axis.LINEAR).save(out.resolve("latency.png"));
    }

    private static Median millis(Timing timing) {
        return new Median(Durations.millis(timing.median()), Durations.millis(timing.low()), Durations.millis(timing.high()),
                timing.samples().size());
    }

    static void reads(List<TransferReadings> readings, String provenance, Path out) {
        String caption = "Four writers, one reader. A share's interval is Wilson's, as if reads were independent. "
                + provenance;
        show(new Findings("Sums with half of a transfer in them", List.of("way of reading", "sums read", "wrong",
                "furthest off", "transfers meanwhile"), readings.stream().map(way -> List.<Object>of(way.way(), way.reads(),
                        way.wrong(), way.furthest(), way.transfers())).toList(), caption), out, "reads");
        TransferCharts.wrongSums(readings, caption).save(out.resolve("reads.png"));
    }

    static void show(Findings found, Path out, String name) {
        System.out.println(found.table());
        found.write(out, name);
    }

    private static void check(Cluster cluster, TransferTables tables) {
        try (Session session = cluster.session()) {
            TransferAudit audit = tables.audit(session);
            System.out.println(audit);
            if (!audit.sumStays()) {
                throw new LabException("money was lost or made", cluster.coordinator().label(), audit.toString(),
                        "the times above are of a cluster that does not keep its promise", null);
            }
        }
    }
}

package shardlab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shardlab.Progress;
import shardlab.chart.TransferCharts;
import shardlab.cluster.Cluster;
import shardlab.measure.Turns;
import shardlab.workload.ClientStatement;
import shardlab.workload.Clients;
import shardlab.workload.ClientsRun;
import shardlab.workload.ClientsSummary;
import shardlab.workload.TransferTables;

/** Transfers a second by several clients, within a branch and between two, taking turns. */
final class TransferClientsBench {

    private final Cluster cluster;
    private final Map<String, ClientStatement> kinds = new LinkedHashMap<>();
    private final int warmUpSeconds;
    private final int seconds;

    TransferClientsBench(Cluster cluster, TransferTables tables, int warmUpSeconds, int seconds) {
        this.cluster = cluster;
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
        kinds.put("within a branch", tables.withinBranch());
        kinds.put("between two branches", tables.betweenBranches());
    }

    /**
     * What was found.
     *
     * @param byKind  a summary for each number of clients, by the kind of transfer
     * @param caption how often, where
     */
    record Found(Map<String, List<ClientsSummary>> byKind, String caption) {

        /** Prints and writes it, with a figure. */
        void report(Path out) {
            List<List<Object>> rows = new ArrayList<>();
            byKind.forEach((kind, all) -> all.forEach(one -> rows.add(List.of(kind, one.clients(), one.throughput(),
                    one.millis(50), one.millis(99), one.errors().isEmpty() ? "none" : one.errors().toString()))));
            BenchTransactions.show(new Findings("Transfers by several clients", List.of("transfers", "clients",
                    "transfers a second", "p50 (ms)", "p99 (ms)", "errors"), rows, caption), out, "clients");
            TransferCharts.rates(byKind, caption).save(out.resolve("clients.png"));
        }
    }

    /** Measures every number of clients, all in one run. */
    Found run(List<Integer> counts, int rounds, long seed, Progress progress) {
        var turns = new Turns<ClientsRun>("clients");
        kinds.forEach((kind, statement) -> counts.forEach(count -> turns.arm(kind + count, round -> Clients
                .of(cluster.coordinator(), statement).count(count).warmUp(Duration.ofSeconds(warmUpSeconds))
                .lasting(Duration.ofSeconds(seconds)).seed(seed + round).run())));
        Map<String, List<ClientsRun>> runs = turns.run(rounds, seed, progress);
        Map<String, List<ClientsSummary>> byKind = new LinkedHashMap<>();
        kinds.keySet().forEach(kind -> byKind.put(kind, counts.stream()
                .map(count -> new ClientsSummary(count, runs.get(kind + count), seed)).toList()));
        return new Found(byKind, caption(rounds));
    }

    private String caption(int rounds) {
        return ClientsBench.howMeasured(rounds, seconds, warmUpSeconds) + " A transfer is one message of four statements. "
                + "Clients and servers share one machine. " + cluster.provenance().caption();
    }
}

package shardlab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import shardlab.Progress;
import shardlab.chart.ClientCharts;
import shardlab.chart.SecondsChart;
import shardlab.cluster.Cluster;
import shardlab.measure.Comparison;
import shardlab.measure.Median;
import shardlab.measure.Turns;
import shardlab.workload.ClientStatement;
import shardlab.workload.Clients;
import shardlab.workload.ClientsRun;
import shardlab.workload.ClientsSummary;

/** The lab's clients and pgbench's on one statement, at several numbers of clients, taking turns. */
final class ClientsBench {

    static final String LAB = "the lab";
    static final String PGBENCH = "pgbench";

    private final Cluster cluster;
    private final Optional<Pgbench> pgbench;
    private final Map<String, List<ClientsSummary>> found = new LinkedHashMap<>();
    private final String caption;
    private final int warmUpSeconds;
    private final int seconds;

    ClientsBench(Cluster cluster, int warmUpSeconds, int seconds, int rounds) {
        this.cluster = cluster;
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
        this.pgbench = Pgbench.find(cluster.coordinator());
        this.caption = howMeasured(rounds, seconds, warmUpSeconds) + " Clients and servers share one machine. "
                + cluster.provenance().caption();
    }

    /** In a sentence. */
    static String howMeasured(int rounds, int seconds, int warmUpSeconds) {
        return String.format(Locale.ROOT, "Medians of %d interleaved runs of %d s after %d s to warm up, %s.", rounds,
                seconds, warmUpSeconds, rounds < Comparison.LEAST_ROUNDS ? "with their range" : "95% bootstrap intervals");
    }

    /** Measures every number of clients, all in one run. */
    Findings run(ClientStatement statement, List<Integer> counts, int rounds, long seed, Progress progress) {
        var turns = new Turns<ClientsRun>("clients");
        for (int count : counts) {
            turns.arm(LAB + count, round -> lab(statement, count, seed + round));
            pgbench.ifPresent(program -> turns.arm(PGBENCH + count, round ->
                    new PgbenchClients(program, statement, warmUpSeconds, seconds).run(count, seed + round)));
        }
        Map<String, List<ClientsRun>> runs = turns.run(rounds, seed, progress);
        for (int count : counts) {
            add(LAB, count, runs, seed);
            pgbench.ifPresent(program -> add(PGBENCH, count, runs, seed));
        }
        return findings(statement);
    }

    private ClientsRun lab(ClientStatement statement, int count, long seed) {
        return Clients.of(cluster.coordinator(), statement).count(count).warmUp(Duration.ofSeconds(warmUpSeconds))
                .lasting(Duration.ofSeconds(seconds)).seed(seed).run();
    }

    private void add(String by, int count, Map<String, List<ClientsRun>> runs, long seed) {
        found.computeIfAbsent(by, key -> new ArrayList<>()).add(new ClientsSummary(count, runs.get(by + count), seed));
    }

    private Findings findings(ClientStatement statement) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < found.get(LAB).size(); i++) {
            rows.add(row(LAB, i));
            if (pgbench.isPresent()) {
                rows.add(row(PGBENCH, i));
            }
        }
        return new Findings("clients: " + statement.sql(), List.of("by", "clients", "statements a second",
                "times pgbench", "p50 (ms)", "p99 (ms)", "own processor time (µs)", "errors"), rows, caption);
    }

    private List<Object> row(String by, int i) {
        ClientsSummary one = found.get(by).get(i);
        return List.of(by, one.clients(), one.throughput(),
                pgbench.isPresent() ? one.times(found.get(PGBENCH).get(i)) : "", one.millis(50), one.millis(99),
                one.cpuMicros(), one.errors().isEmpty() ? "none" : one.errors().toString());
    }

    /** Why the lab's clients made less than pgbench's, where they did; and where more clients made less. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (pgbench.isEmpty()) {
            remarks.add("There is no pgbench on this machine (Debian: apt install postgresql-contrib): nothing to compare "
                    + "with.");
        }
        for (int i = 0; pgbench.isPresent() && i < found.get(LAB).size(); i++) {
            slower(found.get(LAB).get(i), found.get(PGBENCH).get(i)).ifPresent(remarks::add);
        }
        declining().ifPresent(remarks::add);
        return remarks;
    }

    private static Optional<String> slower(ClientsSummary lab, ClientsSummary other) {
        Median times = lab.times(other);
        return times.high() >= 1 ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "At %d clients the lab made "
                + "%s times pgbench's statements. A client of the lab spends %.0f µs of processor time on each, pgbench "
                + "%.0f µs, and the servers get what is left: %.0f %% of all processors went to the lab's clients, %.0f %% "
                + "to pgbench's.", lab.clients(), times, lab.cpuMicros().value(), other.cpuMicros().value(), share(lab),
                share(other)));
    }

    private static double share(ClientsSummary one) {
        return 100 * one.throughput().value() * one.cpuMicros().value() / 1e6
                / Runtime.getRuntime().availableProcessors();
    }

    private Optional<String> declining() {
        List<ClientsSummary> lab = found.get(LAB);
        ClientsSummary last = lab.get(lab.size() - 1);
        ClientsSummary best = lab.stream().max((a, b) -> Double.compare(a.throughput().value(), b.throughput().value()))
                .orElseThrow();
        Median times = last.times(best);
        return times.high() >= 1 ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "More clients made less: %d "
                + "made %s times what %d made.", last.clients(), times, best.clients()));
    }

    /** Throughput and latency against clients, and the seconds of the last run of the most clients. */
    void draw(Path folder) {
        ClientCharts.throughput("Statements a second against clients", found, caption)
                .save(folder.resolve("clients-throughput.png"));
        ClientCharts.latency("Latency against clients", found, caption).save(folder.resolve("clients-latency.png"));
        var last = found.entrySet().stream().map(each -> new SecondsChart.NamedRun(each.getKey(), lastRun(each.getValue())))
                .filter(series -> !series.run().seconds().isEmpty()).toList();
        if (!last.isEmpty()) {
            new SecondsChart("The last run, second by second", last, caption).save(folder.resolve("clients-seconds.png"));
        }
    }

    private static ClientsRun lastRun(List<ClientsSummary> summaries) {
        List<ClientsRun> runs = summaries.get(summaries.size() - 1).runs();
        return runs.get(runs.size() - 1);
    }
}

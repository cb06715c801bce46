package shardlab.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.engine.Engine;
import shardlab.engine.Engines;
import shardlab.measure.Experiment;
import shardlab.measure.Outcome;
import shardlab.sql.Rows;
import shardlab.sql.Session;

/** {@code ./lab bench engines}: the same co-located joins on each engine, taking turns in one run. */
@Command(name = "engines", mixinStandardHelpOptions = true,
        description = {"The same co-located joins on every engine that starts here, taking turns in one run:",
            "grouped by the distribution column, which every engine pushes down whole, and by another one."})
final class BenchEngines implements Callable<Integer> {

    private static final List<String> ENGINES = List.of("embedded", "installed");

    @Option(names = "--sizes", split = ",", defaultValue = "10000,100000",
            description = "Numbers of sales (default: ${DEFAULT-VALUE}).")
    private List<Long> sizes;

    @Option(names = "--rounds", defaultValue = "15", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() {
        var progress = new ConsoleProgress();
        List<Cluster> clusters = open(Settings.fromEnvironment(), progress);
        try (var end = new OnCtrlC(() -> clusters.forEach(JoinTables::drop))) {
            for (long sales : sizes) {
                run(clusters, "colocated_by_state", sales, rounds, progress, System.out);
                run(clusters, "colocated", sales, rounds, progress, System.out);
            }
        } finally {
            clusters.forEach(Cluster::close);
        }
        return 0;
    }

    /** The engines that fit; says of the others why not. */
    private static List<Cluster> open(Settings settings, Progress progress) {
        List<Cluster> clusters = new ArrayList<>();
        for (Engine engine : Engines.all(settings)) {
            if (!ENGINES.contains(engine.name())) {
                continue;
            }
            if (engine.fitness().fits()) {
                clusters.add(Cluster.open(OwnEngines.askingFor(settings, engine.name()), progress));
            } else {
                System.out.println(engine.name() + ": not measured, " + engine.fitness().reason());
            }
        }
        return clusters;
    }

    /** Measures one question on all clusters, at one size, and removes its tables. */
    static Outcome run(List<Cluster> clusters, String question, long sales, int rounds, Progress progress, PrintStream out) {
        Experiment experiment = Experiment.named(question + ", " + sales + " sales").rounds(rounds).progress(progress)
                .comparing(answer -> ((Rows) answer).rows())
                .provenance(String.join("; ", clusters.stream().map(each -> each.provenance().caption()).toList()));
        Outcome outcome = withArms(clusters.iterator(), experiment, JoinTables.sql(question), sales, progress);
        out.println(outcome.table());
        return outcome;
    }

    private static Outcome withArms(Iterator<Cluster> rest, Experiment experiment, String sql, long sales,
            Progress progress) {
        if (!rest.hasNext()) {
            return experiment.run();
        }
        Cluster cluster = rest.next();
        try (Session session = cluster.session(); var tables = new JoinTables(session, sales, progress)) {
            experiment.arm(cluster.engine(), () -> session.query(sql));
            return withArms(rest, experiment, sql, sales, progress);
        }
    }
}

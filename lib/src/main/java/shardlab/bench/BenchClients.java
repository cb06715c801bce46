package shardlab.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.workload.ClientStatement;
import shardlab.workload.ClientTable;

/** {@code ./lab bench clients}: the lab's own clients beside pgbench's. */
@Command(name = "clients", mixinStandardHelpOptions = true,
        description = {"The lab's clients and pgbench's, on the same prepared statement, table and numbers of clients,",
            "taking turns in one run: throughput, latencies, errors, and what the clients themselves cost.",
            "Writes clients.csv, clients.json, clients.md and figures. Ctrl-C ends it cleanly."})
final class BenchClients implements Callable<Integer> {

    @Option(names = "--clients", split = ",", defaultValue = "1,4,16,64",
            description = "Numbers of clients (default: ${DEFAULT-VALUE}).")
    private List<Integer> clients;

    @Option(names = "--statement", defaultValue = "read",
            description = "read (one row by its key), write (an update of one row) or insert (default: ${DEFAULT-VALUE}).")
    private String statement;

    @Option(names = "--users", defaultValue = "100000", description = "Rows of the table (default: ${DEFAULT-VALUE}).")
    private long users;

    @Option(names = "--seconds", defaultValue = "5", description = "Length of a run (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "3",
            description = "Seconds before it, in which the servers connect with one another (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--out", description = "Folder for the results (default: .lab/bench/clients).")
    private Path folder;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        Path out = ResultFolder.of(folder, settings, "clients");
        var progress = new ConsoleProgress();
        try (Cluster cluster = Cluster.open(settings, progress);
                var end = new OnCtrlC(() -> ClientTable.drop(cluster));
                var table = ClientTable.make(cluster, users, progress)) {
            var bench = new ClientsBench(cluster, warmUp, seconds, rounds);
            Findings found = bench.run(chosen(table), clients, rounds, settings.seed(), progress);
            System.out.println(found.table());
            bench.remarks().forEach(System.out::println);
            found.write(out, "clients");
            bench.draw(out);
        }
        System.out.println("written to " + out);
        return 0;
    }

    private ClientStatement chosen(ClientTable table) {
        return switch (statement) {
            case "read" -> table.read();
            case "write" -> table.write();
            case "insert" -> table.insert();
            default -> throw new LabException("there is no statement '" + statement + "'",
                    "say --statement read, write or insert");
        };
    }
}

package shardlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import shardlab.workload.ClientStatement;
import shardlab.workload.ClientsRun;

/** The clients of pgbench, measured as the lab's are: from its log of every transaction, without the warm-up. */
final class PgbenchClients {

    private static final Path OWN_TIMES = Path.of("/proc/self/stat");
    private static final int USER_TIME_OF_CHILDREN = 13;
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Pgbench pgbench;
    private final ClientStatement statement;
    private final int warmUpSeconds;
    private final int seconds;

    PgbenchClients(Pgbench pgbench, ClientStatement statement, int warmUpSeconds, int seconds) {
        this.pgbench = pgbench;
        this.statement = statement;
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
    }

    ClientsRun run(int clients, long seed) {
        return pgbench.withScript(statement.pgbenchScript(), script -> {
            Duration before = cpuOfChildren();
            pgbench.run(PATIENCE.plusSeconds(warmUpSeconds + seconds), "-n", "-M", "prepared",
                    "-c", String.valueOf(clients), "-j", String.valueOf(threads(clients)),
                    "-T", String.valueOf(warmUpSeconds + seconds), "--random-seed=" + seed,
                    "-l", "--log-prefix=" + script.resolveSibling("log"), "-f", script.toString());
            return new PgbenchLog(lines(script.getParent())).run(clients, SECOND.multipliedBy(warmUpSeconds),
                    SECOND.multipliedBy(seconds), cpuOfChildren().minus(before));
        });
    }

    private static int threads(int clients) {
        return Math.min(clients, Runtime.getRuntime().availableProcessors());
    }

    private static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path log : files.filter(file -> file.getFileName().toString().startsWith("log")).toList()) {
                lines.addAll(Files.readAllLines(log));
            }
        }
        return lines;
    }

    /** Processor time of the programs that this process started and that have ended; zero where it is not told. */
    private static Duration cpuOfChildren() throws IOException {
        if (!Files.isReadable(OWN_TIMES)) {
            return Duration.ZERO;
        }
        String stat = Files.readString(OWN_TIMES);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return TICK.multipliedBy(Long.parseLong(fields[USER_TIME_OF_CHILDREN])
                + Long.parseLong(fields[USER_TIME_OF_CHILDREN + 1]));
    }
}

package shardlab.bench;

import java.io.PrintStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.ConsoleProgress;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.measure.Experiment;
import shardlab.measure.Outcome;
import shardlab.measure.Timed;
import shardlab.sql.Rows;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** {@code ./lab bench harness}: what the lab's own clockwork adds to a statement's time. */
@Command(name = "harness", mixinStandardHelpOptions = true,
        description = {"What the lab adds to a statement's time: the same prepared statement, on the same server, by",
            "pgbench, by a bare JDBC loop, and by the lab's own experiment. Each sample is the mean of many statements."})
final class BenchHarness implements Callable<Integer> {

    private static final String ONE_ROW = "select typname from pg_type where oid = 23";
    private static final String MILLISECOND = "select count(*) from generate_series(1, 20000)";

    /** A statement of microseconds is sent more often, so that a sample outlasts the warming up of a new session. */
    private static final int MORE_OF_THE_SHORT = 20;

    @Option(names = "--rounds", defaultValue = "15", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--statements", defaultValue = "1000",
            description = "Statements of each sample; of the short one "
                    + MORE_OF_THE_SHORT + " times as many (default: ${DEFAULT-VALUE}).")
    private int statements;

    @Override
    public Integer call() {
        var progress = new ConsoleProgress();
        try (Cluster cluster = Cluster.open(Settings.fromEnvironment(), progress)) {
            run(cluster, "one row by its key", ONE_ROW, rounds, MORE_OF_THE_SHORT * statements, progress,
                    System.out);
            run(cluster, "a count that takes about a millisecond", MILLISECOND, rounds, statements, progress, System.out);
        }
        return 0;
    }

    static Outcome run(Cluster cluster, String name, String sql, int rounds, int statements, Progress progress,
            PrintStream out) {
        Server server = cluster.coordinator();
        Optional<Pgbench> pgbench = Pgbench.find(server);
        try (Session session = prepared(server); Session bare = prepared(server)) {
            Experiment experiment = Experiment.named(name).rounds(rounds).warmUp(2).progress(progress)
                    .provenance(cluster.provenance().caption());
            pgbench.ifPresent(program -> experiment.arm("pgbench", () -> new Timed<>(program.answer(sql),
                    program.mean(sql, statements))));
            experiment.arm("bare JDBC", () -> jdbc(bare, sql, statements));
            experiment.arm("the lab's experiment", () -> lab(session, sql, statements));
            Outcome outcome = experiment.run();
            out.println(outcome.table());
            if (pgbench.isEmpty()) {
                out.println("There is no pgbench on this machine (Debian: apt install postgresql-contrib); "
                        + "compared with a bare JDBC loop only.\n");
            }
            return outcome;
        }
    }

    /** The server plans the statement once: at the driver's first use of it. */
    private static Session prepared(Server server) {
        var settings = new Properties();
        settings.setProperty("prepareThreshold", "1");
        return Session.open(server, settings);
    }

    /** The statement by itself: what the last run of it read, and the mean of all. */
    private static Timed<List<String>> jdbc(Session session, String sql, int statements) throws SQLException {
        long[] nanos = new long[statements];
        List<String> answer = List.of();
        try (PreparedStatement statement = session.jdbc().prepareStatement(sql)) {
            for (int i = 0; i < statements; i++) {
                long start = System.nanoTime();
                answer = read(statement);
                nanos[i] = System.nanoTime() - start;
            }
        }
        return new Timed<>(answer, mean(nanos));
    }

    private static List<String> read(PreparedStatement statement) throws SQLException {
        List<String> answer = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                answer.add(rows.getString(1));
            }
        }
        return answer;
    }

    /** The same by an experiment with one arm, which compares all its answers with the first. */
    private static Timed<List<String>> lab(Session session, String sql, int statements) {
        Rows[] last = new Rows[1];
        long[] nanos = Experiment.named(sql).rounds(statements).warmUp(0)
                .arm("statement", () -> last[0] = session.query(sql)).run().timings().get(0).samples().nanos();
        return new Timed<>(last[0].stream().map(row -> String.valueOf(row.at(0))).toList(), mean(nanos));
    }

    /** A mean, since that is what pgbench reports. */
    private static Duration mean(long[] nanos) {
        return Duration.ofNanos(LongStream.of(nanos).sum() / nanos.length);
    }
}

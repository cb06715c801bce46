package shardlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.process.Program;
import shardlab.sql.Libpq;
import shardlab.sql.Server;

/** PostgreSQL's own load generator, on one connection, with prepared statements. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern ANSWER = Pattern.compile("^answer= (.*)$", Pattern.MULTILINE);
    private static final double NANOS = 1e9;
    private static final Duration MOST_TIME = Duration.ofMinutes(5);

    private final Path program;
    private final Server server;

    private Pgbench(Path program, Server server) {
        this.program = program;
        this.server = server;
    }

    /** On PATH, or where Debian's packages put it; empty if it is not on this machine. */
    static Optional<Pgbench> find(Server server) {
        Stream<Path> debian = Stream.of(18, 17, 16, 15, 14)
                .map(version -> Path.of("/usr/lib/postgresql/" + version + "/bin/pgbench"));
        return Stream.concat(Program.onPath("pgbench").stream(), debian).filter(Files::isExecutable)
                .findFirst().map(program -> new Pgbench(program, server));
    }

    /** The mean time of one statement, over so many one after the other, without connecting. */
    Duration mean(String sql, int statements) {
        String report = report(sql + ";", statements);
        Matcher rate = RATE.matcher(report);
        if (!rate.find()) {
            throw new LabException("pgbench did not say how fast it was", program.toString(), report, null, null);
        }
        return Duration.ofNanos(Math.round(NANOS / Double.parseDouble(rate.group(1))));
    }

    /** The value of a statement of one row and column; pgbench shows no rows, but can keep one and pass it on. */
    List<String> answer(String sql) {
        String commands = "select answer from (" + sql + ") statement (answer) \\gset\n\\shell echo answer= :answer";
        return ANSWER.matcher(report(commands, 1)).results().map(match -> match.group(1)).toList();
    }

    private String report(String commands, int transactions) {
        return withScript(commands, script -> run(MOST_TIME, "-n", "-M", "prepared", "-c", "1", "-t",
                String.valueOf(transactions), "-f", script.toString()));
    }

    /** What is done with a script in a folder of its own, which is removed afterwards. */
    interface WithScript<T> {
        T run(Path script) throws IOException;
    }

    <T> T withScript(String commands, WithScript<T> work) {
        try {
            Path folder = Files.createTempDirectory("shardlab-pgbench");
            try (Cleaning delete = () -> delete(folder)) {
                return work.run(Files.writeString(folder.resolve("script.sql"), commands + "\n"));
            }
        } catch (IOException e) {
            throw new LabException("pgbench could not be run", program.toString(), e.getMessage(), null, e);
        }
    }

    /** @throws LabException with what it said, if it fails or takes too long */
    String run(Duration within, String... options) {
        return Program.of(Stream.concat(Stream.of(program.toString()), Stream.of(options)).toList())
                .with(Libpq.variables(server)).within(within).run()
                .orFail("pgbench failed", server.label(), null).output();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new LabException("a temporary folder could not be removed", folder.toString(), e.getMessage(), null, e);
        }
    }
}

package shardlab.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import shardlab.process.Finished;
import shardlab.process.Program;

/**
 * The programs of one PostgreSQL, run as the account of the servers.
 *
 * @param bin     the folder with {@code initdb}, {@code pg_ctl} and {@code postgres}
 * @param version PostgreSQL's version, such as {@code 18.6}
 * @param account as whom they run
 * @param needs   variables of the environment without which they would take something of another PostgreSQL
 */
record Postgres(Path bin, String version, ServerAccount account, Map<String, String> needs) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Programs that need nothing of their environment. */
    Postgres(Path bin, String version, ServerAccount account) {
        this(bin, version, account, Map.of());
    }

    /** The major version. */
    int major() {
        return Integer.parseInt(version.split("[^0-9]", 2)[0]);
    }

    /** True if these programs have the library that counts statements: it is not in every package of PostgreSQL. */
    boolean countsStatements() {
        return Stream.of("lib", "lib/postgresql").map(bin::resolveSibling)
                .flatMap(folder -> Stream.of(".so", ".dylib").map(end -> folder.resolve("pg_stat_statements" + end)))
                .anyMatch(Files::exists);
    }

    Finished initdb(List<String> arguments, Path folder) {
        return run("initdb", arguments, Map.of(), folder);
    }

    Finished pgCtl(List<String> arguments, Map<String, String> environment, Path folder) {
        return run("pg_ctl", arguments, environment, folder);
    }

    /** What the server's program says of itself, and whether it can be run at all. */
    Finished answer() {
        return run("postgres", List.of("--version"), Map.of(), bin);
    }

    private Finished run(String program, List<String> arguments, Map<String, String> environment, Path folder) {
        var command = new ArrayList<String>();
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        return Program.of(account.as(command)).with(needs).with(environment).in(folder).within(PATIENCE).run();
    }
}

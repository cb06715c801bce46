package shardlab.engine;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import shardlab.process.Finished;
import shardlab.process.Program;

/**
 * What a {@code pg_config} says of its PostgreSQL, and whether that can serve as a node. One that cannot be run, or
 * says something else, is none.
 *
 * @param file    the {@code pg_config}
 * @param trouble why its PostgreSQL cannot be used, half a sentence; null if it can
 * @param bin     the folder of the programs
 * @param version PostgreSQL's version
 * @param citus   the version of Citus
 */
record PgConfig(Path file, String trouble, Path bin, String version, String citus) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern VERSION = Pattern.compile("PostgreSQL (\\d+\\S*).*");
    private static final List<String> NEEDED = List.of("postgres", "initdb", "pg_ctl");

    /** Asks it. */
    static PgConfig ask(Path file) {
        var answer = Program.of(file.toString(), "--sharedir", "--bindir", "--version").within(PATIENCE).run();
        var lines = answer.output().lines().map(String::strip).toList();
        if (!answer.ok() || lines.size() != 3 || !VERSION.matcher(lines.get(2)).matches()) {
            return useless(file, cannotBeUsed(answer));
        }
        try {
            return look(file, Path.of(lines.get(0)), Path.of(lines.get(1)), lines.get(2));
        } catch (InvalidPathException e) {
            return useless(file, cannotBeUsed(answer));
        }
    }

    private static String cannotBeUsed(Finished answer) {
        return answer.ok() ? "does not say where PostgreSQL is" : "cannot be used (" + answer.lastLine() + ")";
    }

    private static PgConfig look(Path file, Path share, Path bin, String versionLine) {
        var citus = CitusControl.version(share.resolve("extension").resolve(CitusControl.NAME));
        if (citus.isEmpty()) {
            return useless(file, "finds no citus.control");
        }
        var missing = NEEDED.stream().filter(program -> !Files.isExecutable(bin.resolve(program))).toList();
        if (!missing.isEmpty()) {
            return useless(file, "finds Citus, but no " + String.join(", ", missing) + " in " + bin);
        }
        var postgres = Program.of(bin.resolve("postgres").toString(), "--version").within(PATIENCE).run();
        return postgres.ok() ? new PgConfig(file, null, bin, version(versionLine), citus.get())
                : useless(file, "finds Citus, but its postgres cannot be run (" + postgres.lastLine() + ")");
    }

    private static PgConfig useless(Path file, String trouble) {
        return new PgConfig(file, trouble, null, null, null);
    }

    private static String version(String line) {
        var matcher = VERSION.matcher(line);
        return matcher.matches() ? matcher.group(1) : line;
    }

    /** True if a node can run it. */
    boolean fits() {
        return trouble == null;
    }
}

package shardlab.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shardlab.process.Program;
import shardlab.retail.RetailTable;
import shardlab.sql.Libpq;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** Files of rows copied into tables through the coordinator: by {@code psql \copy}, or without a psql by its protocol. */
final class FileCopy {

    private static final Pattern COPIED = Pattern.compile("^COPY (\\d+)$", Pattern.MULTILINE);
    private static final Duration MOST_TIME = Duration.ofHours(12);

    private final Server coordinator;
    private final String schema;
    private final Path folder;

    /** @param folder has a file a table, named after it, in COPY's text format */
    FileCopy(Server coordinator, String schema, Path folder) {
        this.coordinator = coordinator;
        this.schema = schema;
        this.folder = folder;
    }

    /** What {@link #run} will use. */
    static String tool() {
        return hasPsql() ? "psql \\copy from files" : "COPY of files by JDBC (no psql on this machine)";
    }

    /** Copies all files, one after the other; returns how many rows the server took. */
    long run() {
        return hasPsql() ? byPsql() : byJdbc();
    }

    private static boolean hasPsql() {
        return !Program.onPath("psql").isEmpty();
    }

    private long byJdbc() {
        try (Session session = Session.open(coordinator)) {
            return Arrays.stream(RetailTable.values()).mapToLong(table -> session.copyIn(
                    session.format("copy %I.%I from stdin", schema, table.table()),
                    out -> Files.copy(folder.resolve(table.table()), out))).sum();
        }
    }

    private long byPsql() {
        byte[] commands = script().getBytes(StandardCharsets.UTF_8);
        var psql = Program.of("psql", "--no-psqlrc", "--set=ON_ERROR_STOP=1").with(Libpq.variables(coordinator))
                .with(Map.of("PGCLIENTENCODING", "UTF8")).within(MOST_TIME).reading(out -> out.write(commands)).run()
                .orFail("psql failed", coordinator.label(), null);
        return COPIED.matcher(psql.output()).results().mapToLong(match -> Long.parseLong(match.group(1))).sum();
    }

    /** psql reads a backslash command itself: its file name is quoted as psql wants it, the table as the server does. */
    private String script() {
        try (Session session = Session.open(coordinator)) {
            return Arrays.stream(RetailTable.values()).map(table -> session.format(SqlFile.read("bench/load/copy.sql"),
                    schema, table.table(), quoted(folder.resolve(table.table())))).collect(Collectors.joining());
        }
    }

    /** In psql's single quotes a backslash begins an escape, and a quote is doubled. */
    static String quoted(Path file) {
        return "'" + file.toString().replace("\\", "\\\\").replace("'", "''") + "'";
    }
}

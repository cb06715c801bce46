package shardlab.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shardlab.LabException;

/**
 * One server on this machine: a data folder, a log, and a process while it runs. The process is started by
 * {@code pg_ctl} in a session of its own, so that it outlives the notebook kernel that asked for it.
 *
 * @param name what the lab calls it
 * @param data its data folder
 * @param log  what it writes its messages to
 */
record ServerProcess(String name, Path data, Path log) {

    private static final int LOG_LINES_SHOWN = 12;

    /**
     * Starts the server and waits until it takes connections.
     *
     * @param passfile where it finds the passwords of the other servers
     * @throws LabException if it does not start, with the last lines of its log
     */
    void start(Postgres postgres, int port, Path passfile) {
        sweep();
        keepOldLog();
        var output = postgres.pgCtl(List.of("start", "--wait", "--timeout=60", "--silent", "-D", data.toString(),
                "-l", log.toString(), "-o", "-p " + port), Map.of("PGPASSFILE", passfile.toString()), log.getParent());
        if (!output.ok()) {
            throw new LabException(name + " did not start", data + ", port " + port,
                    "the last lines of its log:\n" + lastLines(output.text()),
                    "./lab up tries again; ./lab reset makes a new cluster without its data", null);
        }
    }

    /** Stops the server and waits; {@code mode} is pg_ctl's: {@code fast} is clean, {@code immediate} is a crash. */
    void stop(Postgres postgres, String mode) {
        if (pid().isEmpty()) {
            return;
        }
        var output = postgres.pgCtl(List.of("stop", "--wait", "--timeout=60", "--silent", "-m", mode, "-D", data.toString()),
                Map.of(), log.getParent());
        if (!output.ok() && pid().isPresent()) {
            throw new LabException(name + " did not stop", data.toString(), lastLines(output.text()), null, null);
        }
    }

    /** The process that serves this data folder now, if one does. */
    Optional<Long> pid() {
        return PostmasterPid.read(data).filter(PostmasterPid::isAlive).map(PostmasterPid::pid);
    }

    /** Removes the pid file of a server that is no more: PostgreSQL balks at it if another process has its number now. */
    private void sweep() {
        try {
            if (pid().isEmpty()) {
                Files.deleteIfExists(data.resolve("postmaster.pid"));
            }
        } catch (IOException e) {
            throw new LabException("cannot remove a stale pid file", data.toString(), Folders.reason(e), null, e);
        }
    }

    private void keepOldLog() {
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new LabException("cannot put away an old log", log.toString(), Folders.reason(e), null, e);
        }
    }

    private String lastLines(String otherwise) {
        try {
            var lines = Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8).lines().toList() : List.<String>of();
            return lines.isEmpty() ? otherwise.strip()
                    : String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return otherwise + Folders.reason(e);
        }
    }
}

package shardlab.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.files.Folders;
import shardlab.process.Finished;

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
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(3);

    /** True if a process serves this data folder now, be it ready or not. */
    boolean isAlive() {
        return PostmasterPid.alive(data).isPresent();
    }

    /** True if it runs, and by its own word listens at the port. */
    boolean listensAt(int port) {
        return PostmasterPid.alive(data).filter(server -> server.port() == port).isPresent();
    }

    /** True if it runs, and its folder is no longer where it was when it started. */
    boolean wasMoved() {
        return PostmasterPid.alive(data).filter(PostmasterPid::wasMoved).isPresent();
    }

    /**
     * Starts the server and waits until it takes connections.
     *
     * @param variables of its environment: how it logs in to the other servers
     * @throws LabException if it does not start, with the last lines of its log
     */
    void start(Postgres postgres, int port, Map<String, String> variables) {
        sweep(postgres.bin().resolve("postgres"));
        keepOldLog();
        var output = postgres.pgCtl(List.of("start", "--wait", "--timeout=" + PATIENCE.toSeconds(), "--silent",
                "-D", data.toString(), "-l", log.toString(), "-o", "-p " + port),
                variables, data.getParent());
        if (!output.ok()) {
            throw didNotStart(port, output.said());
        }
    }

    /** The error to throw where this server does not answer. */
    LabException didNotStart(int port, String otherwise) {
        return new LabException(name + " did not start", data + ", port " + port,
                "the last lines of its log:\n" + lastLogLines(otherwise),
                "./lab up tries again with all data kept; ./lab reset makes a new cluster", null);
    }

    /**
     * Stops the server and waits; {@code mode} is pg_ctl's: {@code fast} is clean, {@code immediate} is a crash. A server
     * that is told to stop while it recovers from a crash may wait for ever (PostgreSQL 18 does): then it is a crash, too,
     * and its log has all data as before.
     */
    void stop(Postgres postgres, String mode) {
        var process = PostmasterPid.alive(data).flatMap(server -> ProcessHandle.of(server.pid()));
        if (process.isEmpty()) {
            return;
        }
        var output = stopWithPatience(postgres, mode);
        if (!output.ok() && isAlive()) {
            output = stopWithin(PATIENCE, postgres, "immediate");
        }
        if (!output.ok() && isAlive()) {
            throw new LabException(name + " did not stop", data.toString(), lastLogLines(output.said()),
                    "./lab down tries again", null);
        }
        awaitExit(process.get());
    }

    private Finished stopWithPatience(Postgres postgres, String mode) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var output = stopWithin(LOOK, postgres, mode);
        while (!output.ok() && isAlive() && !new ControlFile(data).recoversFromCrash() && System.nanoTime() < end) {
            output = stopWithin(LOOK, postgres, mode);
        }
        return output;
    }

    private Finished stopWithin(Duration time, Postgres postgres, String mode) {
        return postgres.pgCtl(List.of("stop", "--wait", "--timeout=" + time.toSeconds(), "--silent",
                "-m", mode, "-D", data.toString()), Map.of(), data.getParent());
    }

    /**
     * Removes what a server that is no more left behind: its own processes, which keep its memory in use, and its pid
     * file, at which PostgreSQL balks if another process has its number by now. No other program is ended.
     */
    private void sweep(Path program) {
        if (isAlive()) {
            return;
        }
        try {
            PostmasterPid.atWorkIn(data).forEach(process -> end(process, program));
            Files.deleteIfExists(data.resolve(PostmasterPid.FILE));
        } catch (IOException e) {
            throw new LabException("cannot remove a stale pid file", data.toString(), FileProblem.reason(e),
                    Folders.REMEDY, e);
        }
    }

    private void end(ProcessHandle process, Path program) {
        if (!PostmasterPid.runs(process, program)) {
            throw new LabException("another PostgreSQL than " + name + "'s works in its data folder", data.toString(),
                    "process " + process.pid() + " runs " + process.info().command().orElse("a program of its own"),
                    "end that process, then ./lab up", null);
        }
        process.destroyForcibly();
        awaitExit(process);
    }

    /** A server removes its pid file a moment before it ends, and pg_ctl waits for the file. */
    private static void awaitExit(ProcessHandle process) {
        process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    }

    private void keepOldLog() {
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new LabException("cannot put away an old log", log.toString(), FileProblem.reason(e), Folders.REMEDY, e);
        }
    }

    /** The last lines of the log, or the other text where there is no log. */
    String lastLogLines(String otherwise) {
        try {
            if (!Files.exists(log)) {
                return otherwise.strip();
            }
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            return lines.isEmpty() ? otherwise.strip()
                    : String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return otherwise + FileProblem.reason(e);
        }
    }
}

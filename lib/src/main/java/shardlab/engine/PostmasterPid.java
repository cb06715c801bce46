package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server wrote into {@code postmaster.pid} when it started. The file outlives a crash, and by then its number
 * may belong to another process.
 *
 * @param data    the data folder
 * @param pid     the process number
 * @param place   where the data folder was when the server started
 * @param started when the server started, to the second
 * @param port    the port it listens at
 */
record PostmasterPid(Path data, long pid, Path place, Instant started, int port) {

    static final String FILE = "postmaster.pid";

    /** How far apart a server's and the system's idea of when it started may be. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    /** The server that runs in this data folder now, if one does. */
    static Optional<PostmasterPid> alive(Path data) {
        return read(data).filter(PostmasterPid::isAlive);
    }

    /** Reads the file; empty if there is none or it is not whole. */
    private static Optional<PostmasterPid> read(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve(FILE));
            return Optional.of(new PostmasterPid(data, Long.parseLong(lines.get(0).strip()), Path.of(lines.get(1)),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())), Integer.parseInt(lines.get(3).strip())));
        } catch (IOException | NumberFormatException | InvalidPathException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** True if the data folder was moved since: the server looks for its files where they were. */
    boolean wasMoved() {
        try {
            return !Files.exists(place) || !Files.isSameFile(place, data);
        } catch (IOException e) {
            return true;
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> !hasEnded(process))
                .filter(PostmasterPid::runsPostgres).map(this::isThisServer).orElse(false);
    }

    /** Linux keeps a process that was killed until its parent asks for its end; in a container that may be never. */
    private static boolean hasEnded(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).strip().matches("(?s)[ZX].*");
        } catch (IOException e) {
            return false;
        }
    }

    /** A server works in its data folder; where nobody can tell, it is as old as the file says. */
    private boolean isThisServer(ProcessHandle process) {
        return folderOf(process).map(folder -> isIn(folder, data)).orElseGet(() -> process.info().startInstant()
                .map(at -> Duration.between(at, started).abs().compareTo(TOLERANCE) < 0).orElse(true));
    }

    /**
     * Servers' processes that still work in a data folder: after a crash, what is left of its server. Where the system
     * does not tell (it does on Linux), none. Whatever else works there, such as a shell, is nobody's server.
     */
    static Stream<ProcessHandle> atWorkIn(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> folderOf(process).map(folder -> isIn(folder, data)).orElse(false))
                .filter(PostmasterPid::runsPostgres);
    }

    /** True if a process runs this very program, be it replaced by a newer one since. */
    static boolean runs(ProcessHandle process, Path program) {
        return program(process).map(own -> isIn(own, program)).orElse(false);
    }

    /** PostgreSQL's server has pg_ctl beside it; of one that was uninstalled while it ran only its name is left. */
    private static boolean runsPostgres(ProcessHandle process) {
        return program(process).filter(own -> own.endsWith("postgres")).map(own ->
                !Files.exists(own) || Files.exists(own.resolveSibling("pg_ctl"))).orElse(false);
    }

    private static Optional<Path> program(ProcessHandle process) {
        return process.info().command().map(path -> Path.of(path.replaceFirst(" \\(deleted\\)$", "")));
    }

    private static Optional<Path> folderOf(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isIn(Path folder, Path data) {
        try {
            return folder.equals(data.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}

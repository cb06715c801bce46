package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server wrote into {@code postmaster.pid} when it started. The file outlives a crash, and by then its number
 * may belong to another process.
 *
 * @param data    the data folder
 * @param pid     the process number
 * @param started when the server started, to the second
 */
record PostmasterPid(Path data, long pid, Instant started) {

    /** A process reads its start time off the clock a little after the system does. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    /** Reads the file; empty if there is none or it is not whole. */
    static Optional<PostmasterPid> read(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return Optional.of(new PostmasterPid(data, Long.parseLong(lines.get(0).strip()),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** True if that process runs and is this server: at work in the data folder, or, where nobody can tell, as old. */
    boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(this::isThisServer).orElse(false);
    }

    private boolean isThisServer(ProcessHandle process) {
        try {
            return Path.of("/proc", Long.toString(pid), "cwd").toRealPath().equals(data.toRealPath());
        } catch (IOException e) {
            return process.info().startInstant()
                    .map(at -> Duration.between(at, started).abs().compareTo(TOLERANCE) < 0).orElse(true);
        }
    }
}

package shardlab.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.ThisProcess;

/**
 * A file that one thread of one process at a time holds locked; beside it stands who that is and what for. The system
 * frees it when the process ends, however it ends.
 *
 * @param file the file
 */
public record LockFile(Path file) {

    private static final long LOOK_MILLIS = 200;
    private static final FileAttribute<?> OWNERS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    /** A file lock belongs to the process: its threads need something of their own. */
    private static final Map<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

    /** One path for one file. */
    public LockFile {
        file = file.toAbsolutePath().normalize();
    }

    /**
     * Who holds it.
     *
     * @param who     the notebook or the command
     * @param purpose what for, half a sentence
     */
    public record Holder(String who, String purpose) {

        @Override
        public String toString() {
            return who + ", which " + purpose;
        }
    }

    /**
     * Waits for the lock, and tells for whom.
     *
     * @param purpose what others are told of it, half a sentence such as {@code "starts servers"}
     * @throws LabException if the file cannot be written, or this thread is interrupted
     */
    public StateLock take(String purpose, Progress progress) {
        long began = System.nanoTime();
        var lock = tryTake(purpose);
        while (lock.isEmpty()) {
            holder().ifPresent(holder -> progress.report("waiting for " + holder,
                    (System.nanoTime() - began) / 1_000_000_000, -1, "seconds"));
            pause();
            lock = tryTake(purpose);
        }
        return lock.get();
    }

    /**
     * Takes the lock if nobody holds it.
     *
     * @throws LabException if the file cannot be written
     */
    public Optional<StateLock> tryTake(String purpose) {
        var thread = THREADS.computeIfAbsent(file, path -> new Semaphore(1));
        if (!thread.tryAcquire()) {
            return Optional.empty();
        }
        Optional<StateLock> taken = Optional.empty();
        try {
            Folders.make(file.getParent());
            taken = locked(thread, purpose);
            return taken;
        } catch (IOException e) {
            throw new LabException("cannot write the lab's state", file.toString(), FileProblem.reason(e),
                    Folders.REMEDY, e);
        } finally {
            if (taken.isEmpty()) {
                thread.release();
            }
        }
    }

    private Optional<StateLock> locked(Semaphore thread, String purpose) throws IOException {
        FileChannel channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNERS_ALONE);
        Optional<StateLock> taken = Optional.empty();
        try {
            if (channel.tryLock() != null) {
                Folders.writePrivately(note(), ThisProcess.name() + "\n" + purpose + "\n");
                taken = Optional.of(new StateLock(thread, channel));
            }
            return taken;
        } finally {
            if (taken.isEmpty()) {
                channel.close();
            }
        }
    }

    /** Not in the file itself: a process that closes it after reading loses its lock on it (fcntl). */
    private Path note() {
        return file.resolveSibling(file.getFileName() + ".holder");
    }

    /** Whoever holds it, or held it last. */
    private Optional<Holder> holder() {
        try {
            var lines = Files.readAllLines(note());
            return lines.size() < 2 ? Optional.empty() : Optional.of(new Holder(lines.get(0), lines.get(1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Who holds it now; empty if nobody does. */
    public Optional<Holder> held() {
        var mine = Files.exists(file) ? tryTake("looks who holds this") : Optional.<StateLock>empty();
        if (mine.isPresent() || !Files.exists(file)) {
            mine.ifPresent(StateLock::close);
            return Optional.empty();
        }
        return holder().or(() -> Optional.of(new Holder("another process", "has it")));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for another kernel", null, null, "run it again", e);
        }
    }
}

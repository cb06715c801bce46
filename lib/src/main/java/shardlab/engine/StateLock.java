package shardlab.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import shardlab.FileProblem;
import shardlab.LabException;

/** Lets one thread of one process at a time change a state folder; the others wait. Ends with the process. */
final class StateLock implements AutoCloseable {

    /** A file lock belongs to the process: threads need one of their own. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private static final FileAttribute<?> OWNERS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private final ReentrantLock thread;
    private final FileChannel channel;
    private final FileLock lock;

    private StateLock(ReentrantLock thread, FileChannel channel, FileLock lock) {
        this.thread = thread;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Waits for the lock.
     *
     * @throws LabException if the lock file cannot be written
     */
    static StateLock take(Path file) {
        var thread = THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
        thread.lock();
        try {
            Folders.make(file.getParent());
            return locked(thread, FileChannel.open(file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNERS_ALONE));
        } catch (IOException e) {
            thread.unlock();
            throw new LabException("cannot write the lab's state", file.toString(), FileProblem.reason(e),
                    Folders.REMEDY, e);
        } catch (RuntimeException | Error e) {
            thread.unlock();
            throw e;
        }
    }

    private static StateLock locked(ReentrantLock thread, FileChannel channel) throws IOException {
        try {
            return new StateLock(thread, channel, channel.lock());
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new LabException("cannot release the lab's lock", null, e.getMessage(), null, e);
        } finally {
            thread.unlock();
        }
    }
}

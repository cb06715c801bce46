package shardlab.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import shardlab.LabException;
import shardlab.ThisProcess;
import shardlab.files.LockFile;
import shardlab.files.StateLock;

/**
 * Servers beside a cluster that live no longer than this process: they end with it, by {@code ./lab down}, or at the next
 * start if this process was killed. Whoever has them holds a lock in their folder.
 */
final class ShortLived implements AutoCloseable {

    private static final String LOCK = "copies.lock";
    /** Those of this process, by what they are. */
    private static final Map<Path, ShortLived> OPEN = new ConcurrentHashMap<>();

    private final Path key;
    private final Runnable removal;
    private final StateLock lock;
    private final Thread hook = new Thread(this::end, "end of servers beside a cluster");

    private ShortLived(Path key, StateLock lock, Runnable removal) {
        this.key = key;
        this.lock = lock;
        this.removal = removal;
    }

    /**
     * Ends an earlier one of this process, such as of a cell that is run again.
     *
     * @param key     of those with the same key this process has one
     * @param lock    the lock of the folder that they are going to be in
     * @param removal stops the servers and removes their data, if there are any
     * @throws LabException if another process has servers in that folder
     */
    static ShortLived begin(Path key, Supplier<LockFile> lock, Runnable removal) {
        ShortLived earlier = OPEN.get(key);
        if (earlier != null) {
            earlier.close();
        }
        var begun = new ShortLived(key, take(lock.get()), removal);
        OPEN.put(key, begun);
        Runtime.getRuntime().addShutdownHook(begun.hook);
        return begun;
    }

    /** Under this lock whoever has servers in a folder keeps them. */
    static LockFile lock(LocalMemory memory) {
        return new LockFile(memory.folder().resolve(LOCK));
    }

    private static StateLock take(LockFile file) {
        return file.tryTake("has a second cluster").orElseThrow(() -> new LabException("there is a second cluster already",
                file.file().toString(), file.held().map(LockFile.Holder::toString).orElse(null),
                "end it in the notebook that made it, or end that notebook's kernel", null));
    }

    @Override
    public void close() {
        end();
        ThisProcess.forget(hook);
    }

    private synchronized void end() {
        if (OPEN.remove(key, this)) {
            try (lock) {
                removal.run();
            }
        }
    }
}

package shardlab.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Semaphore;
import shardlab.LabException;

/** A {@link LockFile} that is held; any thread may free it. */
public final class StateLock implements AutoCloseable {

    private final Semaphore thread;
    private final FileChannel channel;
    private boolean held = true;

    StateLock(Semaphore thread, FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    /** Frees it; does nothing the second time. */
    @Override
    public synchronized void close() {
        if (!held) {
            return;
        }
        held = false;
        try {
            channel.close();
        } catch (IOException e) {
            throw new LabException("cannot release the lab's lock", null, e.getMessage(), null, e);
        } finally {
            thread.release();
        }
    }
}

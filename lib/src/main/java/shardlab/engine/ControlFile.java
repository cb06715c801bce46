package shardlab.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What a server keeps of its own state beside its data, also while it answers nobody ({@code pg_control.h}). */
record ControlFile(Path data) {

    private static final int STATE_AT = 16;
    private static final int IN_CRASH_RECOVERY = 4;

    /** True if it recovers from a crash, or was ended while it did; false where that cannot be read. */
    boolean recoversFromCrash() {
        var state = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        try (var file = FileChannel.open(data.resolve("global").resolve("pg_control"))) {
            return file.read(state, STATE_AT) == Integer.BYTES && state.getInt(0) == IN_CRASH_RECOVERY;
        } catch (IOException e) {
            return false;
        }
    }
}

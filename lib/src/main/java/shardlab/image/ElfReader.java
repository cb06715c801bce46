package shardlab.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import shardlab.files.Folders;

/**
 * Reads what programs and libraries say of themselves while they stream by.
 *
 * @param large where one is put for a moment that is too large to be held in memory
 */
record ElfReader(Path large) {

    private static final int MOST_IN_MEMORY = 32 << 20;
    private static final int FIRST = 64;

    /** What the file is, or null if it is neither program nor library of this kind of machine. */
    ElfFile read(InputStream data, long bytes) throws IOException {
        byte[] first = bytes < FIRST ? new byte[0] : data.readNBytes(FIRST);
        if (!ElfFile.begins(first)) {
            return null;
        }
        if (bytes > MOST_IN_MEMORY) {
            return readLarge(first, data);
        }
        byte[] all = new byte[(int) bytes];
        System.arraycopy(first, 0, all, 0, FIRST);
        data.readNBytes(all, FIRST, all.length - FIRST);
        try (var channel = new SeekableInMemoryByteChannel(all)) {
            return of(channel);
        }
    }

    private ElfFile readLarge(byte[] first, InputStream data) throws IOException {
        WriteFailed.unless(() -> Folders.make(large.getParent()));
        Copying.to(large, first, data, written -> { });
        try (var channel = Files.newByteChannel(large)) {
            return of(channel);
        } finally {
            Files.deleteIfExists(large);
        }
    }

    /** One that is cut off or made for something else is a file like another. */
    private static ElfFile of(SeekableByteChannel file) {
        try {
            return ElfFile.read(file).orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}

package shardlab.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Copies bytes to the disk, and tells what fails: the reading by its own error, the writing by {@link WriteFailed}. */
final class Copying {

    private static final int CHUNK = 1 << 16;

    private Copying() {
    }

    /**
     * Copies all that comes to a file.
     *
     * @param first   what came already, and stands before it
     * @param written told how many bytes were written each time
     */
    static void to(Path file, byte[] first, InputStream in, LongConsumer written) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = WriteFailed.unless(() -> Files.newOutputStream(file))) {
            write(out, first, first.length);
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                write(out, chunk, read);
                written.accept(read);
            }
        }
    }

    /** Writes some bytes. */
    static void write(OutputStream out, byte[] chunk, int length) throws WriteFailed {
        WriteFailed.unless(() -> {
            out.write(chunk, 0, length);
            return null;
        });
    }
}

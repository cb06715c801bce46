package shardlab.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import shardlab.files.Folders;

/**
 * The bytes in the store, each under its digest: there only when they are whole and checked; beside it what came so far.
 *
 * @param folder the store's folder
 */
record Blobs(Path folder) {

    Path of(Digest digest) {
        return folder.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
    }

    Path partial(Digest digest) {
        return of(digest).resolveSibling(digest.hex() + ".partial");
    }

    boolean has(Descriptor descriptor) {
        return size(of(descriptor.digest())) == descriptor.bytes();
    }

    /** How many bytes of it are here, whole or not. */
    long here(Descriptor descriptor) {
        return has(descriptor) ? descriptor.bytes()
                : Math.min(Math.max(0, size(partial(descriptor.digest()))), descriptor.bytes());
    }

    /** The bytes of a file; -1 if it is not there. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Keeps small bytes that were checked. */
    void keep(Digest digest, byte[] bytes) throws IOException {
        Path partial = partial(digest);
        Folders.make(partial.getParent());
        Files.write(partial, bytes);
        become(digest);
    }

    /** What came is whole and checked: it takes its place. */
    void become(Digest digest) throws IOException {
        try (var channel = FileChannel.open(partial(digest), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(partial(digest), of(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package shardlab.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What lies in the store and belongs to no image any more: layers of images whose names stand for others by now, and
 * what came of them.
 *
 * @param blobs the bytes in the store
 * @param names the names of images
 */
record UnnamedBlobs(Blobs blobs, KeptNames names) {

    /** Removes it; whoever does holds the store's lock. Returns how many bytes it took. */
    long remove() throws IOException {
        var named = named();
        long bytes = 0;
        for (String algorithm : List.of("sha256", "sha512")) {
            Path folder = blobs.folder().resolve("blobs").resolve(algorithm);
            if (Files.isDirectory(folder)) {
                bytes += remove(folder, named);
            }
        }
        return bytes;
    }

    private static long remove(Path folder, Set<Path> named) throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path each : files) {
                if (!named.contains(each)) {
                    bytes += Files.size(each);
                    Files.delete(each);
                }
            }
        }
        return bytes;
    }

    private Set<Path> named() throws IOException {
        var named = new HashSet<Path>();
        for (Digest manifest : names.manifests()) {
            name(manifest, named);
            if (Files.exists(blobs.of(manifest))) {
                var read = Manifest.checked(manifest, Files.readAllBytes(blobs.of(manifest)));
                name(read.configuration().digest(), named);
                read.layers().forEach(layer -> name(layer.digest(), named));
            }
        }
        return named;
    }

    private void name(Digest digest, Set<Path> named) {
        named.add(blobs.of(digest));
        named.add(blobs.partial(digest));
    }
}

package shardlab.image;

import java.nio.file.Path;
import java.util.List;

/**
 * An image that is in the store whole.
 *
 * @param reference what it was asked for as
 * @param platform  what it runs on
 * @param digest    the digest of its manifest: the same files wherever it is the same
 * @param layers    its layers, the lowest first
 */
public record FetchedImage(ImageReference reference, Platform platform, Digest digest, List<Layer> layers) {

    /** Keeps the layers as they are now. */
    public FetchedImage {
        layers = List.copyOf(layers);
    }

    /**
     * A layer: an archive of what an image changes over those below.
     *
     * @param file         where it lies, as the registry gave it
     * @param digest       the digest of that file
     * @param bytes        how large it is
     * @param uncompressed the digest of the archive in it
     */
    public record Layer(Path file, Digest digest, long bytes, Digest uncompressed) {
    }

    /** What was fetched for it, in bytes. */
    public long bytes() {
        return layers.stream().mapToLong(Layer::bytes).sum();
    }
}

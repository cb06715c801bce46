package shardlab.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import shardlab.image.FetchedImage.Layer;

/**
 * What an image's name stands for on one platform.
 *
 * @param manifest      its manifest
 * @param layers        its layers, the lowest first
 * @param configuration its configuration as it came
 */
@SuppressWarnings("ArrayRecordComponent") // Kept as the registry sent them, to be written so; nobody compares them.
record ResolvedImage(Manifest manifest, List<Descriptor> layers, byte[] configuration) {

    /**
     * Asks the registry.
     *
     * @throws shardlab.LabException if it has none for this platform, or gives what is none
     */
    static ResolvedImage ask(Registry registry, Platform platform) {
        Manifest named = registry.manifest();
        try {
            Manifest manifest = named.isIndex() ? registry.manifest(chosen(named, platform)) : named;
            return of(manifest, registry.blob(manifest.configuration()), platform);
        } catch (IOException e) {
            throw registry.told(e);
        }
    }

    private static Descriptor chosen(Manifest index, Platform platform) throws IOException {
        var found = index.of(platform);
        if (found.isEmpty()) {
            throw new MalformedImage("it is for " + index.platforms() + ", and this machine is " + platform);
        }
        return found.get();
    }

    /**
     * Puts together what is at hand.
     *
     * @throws MalformedImage if it is for another platform, or its parts do not agree
     */
    static ResolvedImage of(Manifest manifest, byte[] configuration, Platform platform) throws IOException {
        Platform made = Manifest.platform(configuration);
        if (!made.equals(platform)) {
            throw new MalformedImage("it is for " + made + ", and this machine is " + platform);
        }
        var layers = manifest.layers();
        if (Manifest.uncompressed(configuration).size() != layers.size()) {
            throw new MalformedImage("its manifest and its configuration disagree about its layers");
        }
        return new ResolvedImage(manifest, layers, configuration);
    }

    /** What is to be fetched in all, in bytes. */
    long bytes() throws MalformedImage {
        try {
            return layers.stream().mapToLong(Descriptor::bytes).reduce(0, Math::addExact);
        } catch (ArithmeticException e) {
            throw new MalformedImage("its layers are larger than anything");
        }
    }

    FetchedImage fetched(ImageReference reference, Platform platform, Blobs blobs) throws IOException {
        var uncompressed = Manifest.uncompressed(configuration);
        var all = new ArrayList<Layer>();
        for (Descriptor each : layers) {
            all.add(new Layer(blobs.of(each.digest()), each.digest(), each.bytes(), uncompressed.get(all.size())));
        }
        return new FetchedImage(reference, platform, manifest.digest(), all);
    }
}

package shardlab.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A manifest of an image, or an index of manifests for several platforms; Docker's and those of the Open Container
 * Initiative read alike.
 *
 * @param digest the digest of its bytes
 * @param bytes  its bytes as they came
 * @param tree   what they say
 */
@SuppressWarnings("ArrayRecordComponent") // Kept as the registry sent them, to be written so; nobody compares them.
record Manifest(Digest digest, byte[] bytes, JsonNode tree) {

    /** What is asked for. */
    static final String ACCEPTED = String.join(", ", "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");
    /** The most bytes that a manifest, an index or a configuration may have. */
    static final int MOST_BYTES = 4 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAYER =
            "application/vnd\\.(oci\\.image\\.layer(\\.nondistributable)?\\.v1|docker\\.image\\.rootfs(\\.foreign)?\\.diff)"
                    + "\\.tar([+.](gzip|zstd))?";

    /** Reads a manifest that has this digest. */
    static Manifest checked(Digest digest, byte[] bytes) throws IOException {
        if (!digest.isOf(bytes)) {
            throw new MalformedImage("its manifest has not the digest " + digest);
        }
        return read(digest, bytes);
    }

    private static Manifest read(Digest digest, byte[] bytes) throws IOException {
        try {
            JsonNode tree = JSON.readTree(bytes);
            if (tree.isObject() && tree.path("schemaVersion").asInt() == 2) {
                return new Manifest(digest, bytes, tree);
            }
        } catch (JsonProcessingException e) {
            // told below
        }
        throw new MalformedImage("what it gives as a manifest is none of version 2");
    }

    boolean isIndex() {
        return tree.path("manifests").isArray();
    }

    /** The manifest for a platform; empty if there is none for it. */
    Optional<Descriptor> of(Platform platform) throws IOException {
        for (JsonNode each : tree.path("manifests")) {
            if (platformOf(each.path("platform")).equals(platform)) {
                return Optional.of(Descriptor.of(each));
            }
        }
        return Optional.empty();
    }

    /** The platforms of an index, without what is none (signatures, build records). */
    Set<Platform> platforms() {
        var platforms = new LinkedHashSet<Platform>();
        tree.path("manifests").forEach(each -> platforms.add(platformOf(each.path("platform"))));
        platforms.remove(new Platform("unknown", "unknown"));
        return platforms;
    }

    private static Platform platformOf(JsonNode node) {
        return new Platform(node.path("os").asText(), node.path("architecture").asText());
    }

    Descriptor configuration() throws IOException {
        return Descriptor.of(tree.path("config"));
    }

    /** The layers, the lowest first. */
    List<Descriptor> layers() throws IOException {
        var layers = new ArrayList<Descriptor>();
        for (JsonNode each : tree.path("layers")) {
            Descriptor layer = Descriptor.of(each);
            if (!layer.mediaType().matches(LAYER)) {
                throw new MalformedImage("its layer " + layer.digest() + " is of a kind that the lab cannot read: "
                        + layer.mediaType());
            }
            layers.add(layer);
        }
        if (layers.isEmpty()) {
            throw new MalformedImage("it is a manifest without layers");
        }
        return layers;
    }

    /** The platform that an image's configuration names. */
    static Platform platform(byte[] configuration) throws IOException {
        return platformOf(JSON.readTree(configuration));
    }

    /** The digests of an image's layers after decompression, from its configuration. */
    static List<Digest> uncompressed(byte[] configuration) throws IOException {
        var digests = new ArrayList<Digest>();
        for (JsonNode each : JSON.readTree(configuration).path("rootfs").path("diff_ids")) {
            digests.add(Digest.parse(each.asText())
                    .orElseThrow(() -> new MalformedImage("its configuration names a layer by a digest that is none")));
        }
        return digests;
    }
}

package shardlab.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import shardlab.files.Folders;

/**
 * Which manifest an image's name stood for when it was fetched: a small file for each name and platform. It is written
 * before the layers come, so that whatever came so far belongs to a name.
 *
 * @param folder the store's folder
 */
record KeptNames(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The manifest, if the image was fetched. */
    Optional<Digest> manifest(ImageReference reference, Platform platform) {
        try {
            return Digest.parse(JSON.readTree(file(reference, platform).toFile()).path("manifest").asText());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void keep(ImageReference reference, Platform platform, Digest manifest, String registry) throws IOException {
        Path file = file(reference, platform);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Folders.make(file.getParent());
        Files.writeString(partial, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new TreeMap<>(Map.of(
                "image", reference.toString(), "platform", platform.toString(), "manifest", manifest.toString(),
                "registry", registry))));
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What all names stand for. */
    Set<Digest> manifests() throws IOException {
        var digests = new HashSet<Digest>();
        for (JsonNode each : all()) {
            Digest.parse(each.path("manifest").asText()).ifPresent(digests::add);
        }
        return digests;
    }

    /** The names themselves. */
    Set<String> images() throws IOException {
        var images = new TreeSet<String>();
        all().forEach(each -> images.add(each.path("image").asText()));
        return images;
    }

    private List<JsonNode> all() throws IOException {
        Path names = folder.resolve("names");
        var all = new ArrayList<JsonNode>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Folders.make(names), "*.json")) {
            for (Path each : files) {
                read(each).ifPresent(all::add);
            }
        }
        return all;
    }

    /** Empty if it is no JSON: it names nothing. */
    private static Optional<JsonNode> read(Path file) throws IOException {
        try {
            return Optional.of(JSON.readTree(file.toFile()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    void forget(ImageReference reference, Platform platform) throws IOException {
        Files.deleteIfExists(file(reference, platform));
    }

    /** A name that tells people which image it is; its end tells names apart that would look alike. */
    private Path file(ImageReference reference, Platform platform) {
        String name = reference + " " + platform;
        String shown = name.replaceAll("[^A-Za-z0-9.-]+", "_");
        return folder.resolve("names").resolve(shown.substring(0, Math.min(100, shown.length())) + "_"
                + Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 12) + ".json");
    }
}

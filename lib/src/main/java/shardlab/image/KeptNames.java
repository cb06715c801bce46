package shardlab.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shardlab.files.Folders;

/**
 * Which manifest an image's name stood for when it was fetched: a small file for each name and platform.
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

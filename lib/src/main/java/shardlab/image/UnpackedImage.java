package shardlab.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.files.Folders;
import shardlab.files.LockFile;

/**
 * A folder that holds what PostgreSQL and Citus need of an image, at the paths that they have there. The folder may be
 * moved: no link in it is absolute.
 *
 * @param folder  the image's root
 * @param image   what the image is called
 * @param digest  the digest of its manifest
 * @param bin     the folder of PostgreSQL's programs
 * @param share   the folder of its scripts and settings
 * @param modules the folder of the libraries that the server loads ({@code $libdir}), {@code citus.so} among them
 * @param loader  the dynamic loader that starts all programs
 */
public record UnpackedImage(Path folder, String image, Digest digest, Path bin, Path share, Path modules, Path loader) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTE = "image.json";

    /**
     * Unpacks an image, unless it was: beside its place first, then moved there in one step, so that it is there whole
     * or not at all. One process at a time does it, the others wait.
     *
     * @throws LabException if the image holds no PostgreSQL with Citus, a layer is damaged, a path or a link in it leads
     *                      outside, or the disk is full
     */
    public static UnpackedImage ensure(FetchedImage image, Path folder, Progress progress) {
        return in(folder).filter(there -> there.digest().equals(image.digest())).orElseGet(() -> {
            try (var held = lock(folder).take("unpacks " + image.reference(), progress)) {
                return in(folder).filter(there -> there.digest().equals(image.digest()))
                        .orElseGet(() -> new ImageUnpacking(image, folder, progress).run());
            }
        });
    }

    /** Held by whoever unpacks into a folder. */
    public static LockFile lock(Path folder) {
        return new LockFile(folder.resolveSibling(folder.getFileName() + ".lock"));
    }

    /** What was unpacked in a folder; empty if that was not finished, or never begun. */
    public static Optional<UnpackedImage> in(Path folder) {
        try {
            JsonNode note = JSON.readTree(folder.resolve(NOTE).toFile());
            Path root = folder.toAbsolutePath();
            return Digest.parse(note.path("digest").asText()).map(digest -> new UnpackedImage(root,
                    note.path("image").asText(), digest, root.resolve(note.path("bin").asText()),
                    root.resolve(note.path("share").asText()), root.resolve(note.path("modules").asText()),
                    root.resolve(note.path("loader").asText())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes down what the folder holds, for {@link #in}. */
    void note() throws IOException {
        Path note = folder.resolve(NOTE);
        Files.writeString(note, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new TreeMap<>(Map.of("image", image,
                "digest", digest.toString(), "bin", inside(bin), "share", inside(share), "modules", inside(modules),
                "loader", inside(loader)))));
        Files.setPosixFilePermissions(note, Extraction.FILE);
    }

    private String inside(Path path) {
        return folder.relativize(path).toString();
    }

    /** What its files take, in bytes. */
    public long bytes() {
        return Folders.bytes(folder);
    }
}

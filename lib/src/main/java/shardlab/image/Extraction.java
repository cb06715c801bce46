package shardlab.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import shardlab.files.Folders;
import shardlab.image.FetchedImage.Layer;
import shardlab.image.RootEntry.Kind;

/**
 * Writes files of an image below a folder. Whoever does it, the same comes of it: owned by that account, readable by all,
 * writable by the owner alone, no set-user-ID, links that lead nowhere but inside the folder.
 */
final class Extraction {

    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    private final MergedRoot root;
    private final Path folder;
    private final LongConsumer written;
    private final Map<String, RootEntry> files = new TreeMap<>();
    private final Map<String, RootEntry> links = new TreeMap<>();
    private long done;

    /**
     * @param paths   of the files and links, as they stand in the root
     * @param folder  where to, empty or not there
     * @param written told how many bytes have been written
     */
    Extraction(MergedRoot root, Set<String> paths, Path folder, LongConsumer written) {
        this.root = root;
        this.folder = folder;
        this.written = written;
        for (String path : paths) {
            RootEntry entry = root.at(path).orElseThrow();
            (entry.is(Kind.LINK) ? links : files).put(path, entry);
        }
    }

    /** How many bytes will be written. */
    long bytes() {
        return files.values().stream().mapToLong(RootEntry::bytes).sum();
    }

    /** Writes all: the files first, so that nothing is ever written through a link. */
    void run(List<Layer> layers) throws IOException {
        Folders.make(folder);
        for (int layer = 0; layer < layers.size(); layer++) {
            var wanted = wanted(layer);
            if (!wanted.isEmpty()) {
                LayerReader.again(layers.get(layer), (entry, number, data) -> {
                    for (String path : wanted.getOrDefault(number, List.of())) {
                        write(path, wanted.get(number).get(0), data);
                    }
                });
            }
        }
        for (var link : links.entrySet()) {
            link(link.getKey(), link.getValue());
        }
    }

    /** The paths that each entry of a layer is written to: several where there are hard links. */
    private Map<Integer, List<String>> wanted(int layer) {
        var wanted = new TreeMap<Integer, List<String>>();
        files.forEach((path, entry) -> {
            if (entry.layer() == layer) {
                wanted.computeIfAbsent(entry.number(), number -> new ArrayList<>()).add(path);
            }
        });
        return wanted;
    }

    private void write(String path, String first, InputStream data) throws IOException {
        Path file = folder.resolve(path);
        WriteFailed.unless(() -> Folders.make(file.getParent()));
        if (path.equals(first)) {
            Copying.to(file, new byte[0], data, this::report);
        } else {
            WriteFailed.unless(() -> Files.copy(folder.resolve(first), file));
            report(files.get(path).bytes());
        }
        WriteFailed.unless(() -> Files.setPosixFilePermissions(file, files.get(path).executable() ? PROGRAM : FILE));
    }

    private void report(long bytes) {
        done += bytes;
        written.accept(done);
    }

    private void link(String path, RootEntry entry) throws IOException {
        root.resolve(path);
        String parent = RootPath.parent(path);
        String target = entry.target().startsWith("/") ? RootPath.relative(parent, entry.target()) : entry.target();
        Folders.make(folder.resolve(path).getParent());
        Files.createSymbolicLink(folder.resolve(path), Path.of(target));
    }
}

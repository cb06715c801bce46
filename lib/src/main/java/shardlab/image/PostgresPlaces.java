package shardlab.image;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shardlab.LabException;
import shardlab.image.RootEntry.Kind;

/**
 * Where PostgreSQL and Citus lie in an image; paths in its root, in which no link is followed.
 *
 * @param bin     the folder of its programs
 * @param share   the folder of its scripts and settings
 * @param modules the folder of the libraries that the server loads: {@code $libdir}
 */
record PostgresPlaces(String bin, String share, String modules) {

    private static final Pattern VERSION = Pattern.compile("(?<=[/-])(\\d+)(?=/|$)");

    /**
     * Looks for them; of several versions the newest that has Citus is taken.
     *
     * @throws LabException if there is no PostgreSQL with Citus
     */
    static PostgresPlaces in(MergedRoot root, ImageReference reference) throws IOException {
        var bins = folders(root, "/postgres");
        var shares = folders(root, "/extension/citus.control");
        var modules = folders(root, "/citus.so");
        for (String share : shares) {
            Optional<String> bin = ofVersion(bins, share);
            Optional<String> module = ofVersion(modules, share);
            if (bin.isPresent() && module.isPresent()) {
                return new PostgresPlaces(bin.get(), share, module.get());
            }
        }
        throw new LabException("the image " + reference + " holds no PostgreSQL with Citus", null,
                bins.isEmpty() ? "it has no program postgres" : "it has postgres in " + bins + ", and no Citus for it",
                "choose an image of citusdata/citus in CITUS_IMAGE", null);
    }

    /** The folders below which such a file lies, the newest version first. */
    private static List<String> folders(MergedRoot root, String file) throws IOException {
        var found = Stream.<String>builder();
        for (var entry : root.below("").entrySet()) {
            if (("/" + entry.getKey()).endsWith(file) && !entry.getValue().is(Kind.FOLDER)) {
                String folder = entry.getKey().substring(0, Math.max(0, entry.getKey().length() - file.length()));
                root.at(root.resolve(entry.getKey())).filter(real -> real.is(Kind.FILE)
                        && (real.elf() != null || file.endsWith(".control"))).ifPresent(real -> found.add(folder));
            }
        }
        return found.build().sorted(Comparator.comparingInt(PostgresPlaces::version).reversed()
                .thenComparing(Comparator.naturalOrder())).toList();
    }

    private static Optional<String> ofVersion(List<String> folders, String share) {
        return folders.stream().filter(folder -> version(folder) == version(share)).findFirst();
    }

    /** The number that stands alone in a path, as in {@code usr/share/postgresql/18}; 0 without one. */
    private static int version(String path) {
        var matcher = VERSION.matcher(path);
        return matcher.find() && matcher.group().length() < 6 ? Integer.parseInt(matcher.group()) : 0;
    }
}

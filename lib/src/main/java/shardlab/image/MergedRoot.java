package shardlab.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import shardlab.image.FetchedImage.Layer;
import shardlab.image.RootEntry.Kind;

/**
 * What an image's root holds when all layers lie over one another, without a file of it being unpacked: the upper
 * replace the lower, and whiteouts ({@code .wh.x}, {@code .wh..wh..opq}) take away what is below.
 */
final class MergedRoot {

    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final int MOST_LINKS = 40;

    private static final int LONGEST_TEXT = 4 << 20;

    private final NavigableMap<String, RootEntry> entries = new TreeMap<>();
    private final NavigableMap<RootEntry, String> texts = new TreeMap<>(
            Comparator.comparing(RootEntry::layer).thenComparing(RootEntry::number));

    /** A change of a layer: applied when all of the layer has been read, for its whiteouts concern the layers below only. */
    private record Change(String path, RootEntry entry, String hardLink) {
    }

    /** Reads an image's layers. */
    static MergedRoot of(FetchedImage image, ElfReader elf, LongConsumer read) throws IOException {
        var root = new MergedRoot();
        long before = 0;
        for (int layer = 0; layer < image.layers().size(); layer++) {
            long done = before;
            root.add(image.layers().get(layer), layer, elf, here -> read.accept(done + here));
            before += image.layers().get(layer).bytes();
        }
        return root;
    }

    private void add(Layer layer, int index, ElfReader elf, LongConsumer read) throws IOException {
        var whiteouts = new ArrayList<String>();
        var changes = new ArrayList<Change>();
        LayerReader.read(layer, read, (entry, number, data) -> {
            String path = RootPath.ofEntry(entry.getName());
            if (RootPath.name(path).startsWith(WHITEOUT)) {
                whiteouts.add(path);
            } else if (Licences.FILES_OF_A_PACKAGE.matcher(path).matches() && entry.isFile() && !entry.isLink()) {
                RootEntry made = RootEntry.of(entry, index, number, null);
                texts.put(made, new String(data.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8));
                changes.add(change(path, entry, made));
            } else {
                changes.add(change(path, entry, RootEntry.of(entry, index, number,
                        entry.isFile() && !entry.isLink() ? elf.read(data, entry.getSize()) : null)));
            }
        });
        for (String path : whiteouts) {
            takeAway(path);
        }
        for (Change change : changes) {
            apply(change);
        }
    }

    private static Change change(String path, TarArchiveEntry entry, RootEntry made) throws IOException {
        return new Change(path, made, entry.isLink() ? RootPath.ofEntry(entry.getLinkName()) : null);
    }

    private void takeAway(String path) throws IOException {
        String folder = resolve(RootPath.parent(path));
        if (RootPath.name(path).equals(OPAQUE)) {
            below(folder).clear();
        } else {
            remove(RootPath.child(folder, RootPath.name(path).substring(WHITEOUT.length())));
        }
    }

    private void apply(Change change) throws IOException {
        if (change.path().isEmpty()) {
            return;
        }
        String folder = resolve(RootPath.parent(change.path()));
        String path = RootPath.child(folder, RootPath.name(change.path()));
        RootEntry entry = change.hardLink() == null ? change.entry() : linked(change);
        for (String above = folder; !above.isEmpty(); above = RootPath.parent(above)) {
            entries.computeIfPresent(above, (name, old) -> old.is(Kind.FOLDER) ? old : null);
        }
        if (!entry.is(Kind.FOLDER)) {
            below(path).clear();
        }
        entries.put(path, entry);
    }

    private RootEntry linked(Change change) throws IOException {
        String source = RootPath.child(resolve(RootPath.parent(change.hardLink())), RootPath.name(change.hardLink()));
        RootEntry found = entries.get(source);
        if (found == null || found.is(Kind.FOLDER)) {
            throw new MalformedImage("its hard link " + change.path() + " is to nothing: " + change.hardLink());
        }
        return found;
    }

    private void remove(String path) {
        entries.remove(path);
        below(path).clear();
    }

    /** All below a folder; '0' is the character after '/'. */
    SortedMap<String, RootEntry> below(String folder) {
        return folder.isEmpty() ? entries : entries.subMap(folder + "/", folder + "0");
    }

    /** What dpkg's lists of files say, by their paths. */
    Map<String, String> texts() {
        var found = new TreeMap<String, String>();
        entries.forEach((path, entry) -> {
            if (entry.is(Kind.FILE) && texts.containsKey(entry)) {
                found.put(path, texts.get(entry));
            }
        });
        return found;
    }

    /** What stands at a path in which no link is followed. */
    Optional<RootEntry> at(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    /** True if something stands there, or below it. */
    boolean has(String path) {
        return entries.containsKey(path) || !below(path).isEmpty();
    }

    /** Where a path leads when all links are followed, each inside the root. */
    String resolve(String path) throws MalformedImage {
        var left = new ArrayDeque<>(RootPath.parts(path));
        var done = new ArrayList<String>();
        int links = 0;
        while (!left.isEmpty()) {
            String part = left.pop();
            if (part.equals("..")) {
                if (done.isEmpty()) {
                    throw new MalformedImage("its link leads out of its root: " + path);
                }
                done.remove(done.size() - 1);
                continue;
            }
            done.add(part);
            RootEntry entry = entries.get(String.join("/", done));
            if (entry != null && entry.is(Kind.LINK)) {
                if (++links > MOST_LINKS) {
                    throw new MalformedImage("its links lead in a circle: " + path);
                }
                follow(entry.target(), done, left);
            }
        }
        return String.join("/", done);
    }

    private static void follow(String target, List<String> done, ArrayDeque<String> left) {
        done.remove(done.size() - 1);
        if (target.startsWith("/")) {
            done.clear();
        }
        var parts = RootPath.parts(target);
        for (int i = parts.size() - 1; i >= 0; i--) {
            left.push(parts.get(i));
        }
    }
}

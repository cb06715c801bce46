package shardlab.image;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import shardlab.image.RootEntry.Kind;

/** Which libraries of an image some programs need: those that they name, those that these name, and so on. */
final class NeededLibraries {

    private static final Pattern LIBRARY = Pattern.compile(".*\\.so(\\.[^/]*)?");

    private final MergedRoot root;
    private final int machine;
    private final Set<String> folders;
    private final Set<String> paths = new TreeSet<>();

    /**
     * @param machine the kind of processor that they are for
     */
    NeededLibraries(MergedRoot root, int machine) throws IOException {
        this.root = root;
        this.machine = machine;
        this.folders = folders();
    }

    /** The folders where the dynamic loader looks, its usual ones first. */
    private Set<String> folders() throws IOException {
        var all = new LinkedHashSet<String>();
        for (String folder : List.of("lib", "lib64", "usr/lib", "usr/lib64", "usr/local/lib", "usr/local/lib64")) {
            String real = root.resolve(folder);
            root.below(real).keySet().stream().filter(path -> path.matches(Pattern.quote(real) + "/[^/]+-linux-[^/]+"))
                    .filter(path -> root.at(path).filter(each -> each.is(Kind.FOLDER)).isPresent()).forEach(all::add);
            all.add(real);
        }
        root.below("").forEach((path, entry) -> {
            if (LIBRARY.matcher(path).matches()) {
                all.add(RootPath.parent(path));
            }
        });
        return all;
    }

    /** Adds a program or a library, and all that it needs. */
    void add(String path) throws IOException {
        var waiting = new ArrayDeque<>(List.of(path));
        while (!waiting.isEmpty()) {
            String each = waiting.pop();
            String real = root.resolve(each);
            Optional<ElfFile> elf = root.at(real).map(RootEntry::elf);
            if (elf.isPresent() && elf.get().machine() == machine && paths.add(each)) {
                for (String name : elf.get().needed()) {
                    find(name, elf.get(), real).ifPresent(waiting::push);
                }
                elf.get().interpreter().map(loader -> String.join("/", RootPath.parts(loader))).ifPresent(waiting::push);
            }
        }
    }

    private Optional<String> find(String name, ElfFile by, String path) throws IOException {
        if (name.contains("/")) {
            return Optional.of(name).filter(root::has);
        }
        var places = new LinkedHashSet<String>();
        for (String runPath : by.runPaths()) {
            String folder = runPath.replaceAll("\\$(\\{ORIGIN}|ORIGIN)", "/" + RootPath.parent(path));
            places.add(root.resolve(folder));
        }
        places.addAll(folders);
        for (String folder : places) {
            String candidate = RootPath.child(folder, name);
            var entry = root.has(candidate) ? root.at(root.resolve(candidate)) : Optional.<RootEntry>empty();
            if (entry.map(RootEntry::elf).filter(elf -> elf.machine() == machine).isPresent()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** What was found, as it is called, links not followed. */
    Set<String> paths() {
        return paths;
    }
}

package shardlab.image;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The licence texts that go with files of an image: those of the packages that the files are of. Debian's dpkg notes which
 * these are; where it does not, all go along, for a text too many does no harm.
 */
final class Licences {

    /** Where dpkg keeps the paths of a package's files, a line each. */
    static final Pattern FILES_OF_A_PACKAGE = Pattern.compile("var/lib/dpkg/info/([^/:]+)(:[^/]+)?\\.list");

    private static final Pattern OF_ALL = Pattern.compile("usr/share/(common-licenses|licenses)/.*");
    private static final Pattern OF_A_PACKAGE = Pattern.compile("usr/share/doc/([^/]+)(/copyright)?");

    private final MergedRoot root;
    private final Set<String> packages = new TreeSet<>();
    private final boolean noted;

    /**
     * @param files what is to be unpacked
     */
    Licences(MergedRoot root, Set<String> files) throws IOException {
        this.root = root;
        for (var list : root.texts().entrySet()) {
            Matcher name = FILES_OF_A_PACKAGE.matcher(list.getKey());
            if (name.matches() && holdsAny(list.getValue(), files)) {
                packages.add(name.group(1));
            }
        }
        this.noted = !packages.isEmpty();
    }

    private boolean holdsAny(String list, Set<String> files) throws IOException {
        for (String line : (Iterable<String>) list.lines()::iterator) {
            String path = String.join("/", RootPath.parts(line));
            if (files.contains(RootPath.child(root.resolve(RootPath.parent(path)), RootPath.name(path)))) {
                return true;
            }
        }
        return false;
    }

    /** True for a text that goes along, and for a link to a package's texts. */
    boolean include(String path) {
        Matcher ofPackage = OF_A_PACKAGE.matcher(path);
        return OF_ALL.matcher(path).matches()
                || (ofPackage.matches() && (!noted || packages.contains(ofPackage.group(1))));
    }
}

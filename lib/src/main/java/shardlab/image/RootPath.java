package shardlab.image;

import java.util.ArrayList;
import java.util.List;

/** Paths inside an image's root: without a slash at their beginning or end, the root itself being the empty text. */
final class RootPath {

    private RootPath() {
    }

    /**
     * The path that a layer's entry names.
     *
     * @throws MalformedImage if it is absolute or leads upwards
     */
    static String ofEntry(String name) throws MalformedImage {
        var parts = parts(name);
        if (name.startsWith("/") || parts.contains("..") || name.indexOf('\0') >= 0) {
            throw new MalformedImage("it names a file outside its root: " + name);
        }
        return String.join("/", parts);
    }

    /** The names in a path, without those that mean nothing. */
    static List<String> parts(String path) {
        var parts = new ArrayList<>(List.of(path.split("/")));
        parts.removeIf(part -> part.isEmpty() || part.equals("."));
        return parts;
    }

    static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String child(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /** How one gets from a folder to a path, both in the root: what a link in that folder says. */
    static String relative(String folder, String path) {
        var from = parts(folder);
        var to = parts(path);
        while (!from.isEmpty() && !to.isEmpty() && from.get(0).equals(to.get(0))) {
            from.remove(0);
            to.remove(0);
        }
        return "../".repeat(from.size()) + (to.isEmpty() ? "." : String.join("/", to));
    }
}

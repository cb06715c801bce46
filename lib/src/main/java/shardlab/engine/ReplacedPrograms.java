package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.files.Folders;

/**
 * Unpacked programs that were replaced by others, and what is left of those that were never whole.
 *
 * @param folder where they are, each in a folder of its own
 */
record ReplacedPrograms(Path folder) {

    private static final String PARTIAL = ".partial";

    /** Those whose name is such, but for the one to keep. */
    List<Path> besides(Path kept, Predicate<String> names) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).map(each -> each.getFileName().toString())
                    .map(name -> name.endsWith(PARTIAL) ? name.substring(0, name.length() - PARTIAL.length()) : name)
                    .filter(names).distinct().sorted().map(folder::resolve).filter(each -> !each.equals(kept)).toList();
        } catch (IOException e) {
            throw cannotRemove(folder, e);
        }
    }

    /** What one takes, in bytes. */
    static long bytes(Path programs) {
        return Folders.bytes(programs) + Folders.bytes(partial(programs));
    }

    /** Removes one: out of the way in one step, so that what is half removed is never taken for whole. */
    static void remove(Path programs) {
        try {
            if (Files.isDirectory(programs)) {
                Folders.delete(partial(programs));
                Files.move(programs, partial(programs), StandardCopyOption.ATOMIC_MOVE);
            }
            Folders.delete(partial(programs));
        } catch (IOException e) {
            throw cannotRemove(programs, e);
        }
    }

    private static Path partial(Path programs) {
        return programs.resolveSibling(programs.getFileName() + PARTIAL);
    }

    private static LabException cannotRemove(Path folder, IOException e) {
        return FileProblem.of("cannot remove programs that were replaced", folder, e,
                "run it as the account that owns the folder");
    }
}

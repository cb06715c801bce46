package shardlab.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.files.Folders;
import shardlab.files.LockFile;

/** Unpacks a .txz once: beside its place first, then moved there in one step, so that it is there whole or not at all. */
final class Unpacking {

    private Unpacking() {
    }

    /**
     * Makes sure that the archive's files are in the folder; others beside it that it replaces go, unless they run.
     *
     * @param replaced what those are called
     * @throws LabException if they cannot be written
     */
    static void ensure(URL archive, Path folder, Predicate<String> replaced, Progress progress) {
        if (Files.isDirectory(folder)) {
            return;
        }
        var lock = new LockFile(folder.resolveSibling(folder.getFileName() + ".lock"));
        try (var held = lock.take("unpacks PostgreSQL", progress)) {
            if (!Files.isDirectory(folder)) {
                unpack(archive, folder, progress);
                new ReplacedPrograms(folder.getParent()).besides(folder, replaced).stream()
                        .filter(each -> !RunningPrograms.anyIn(each)).forEach(each -> remove(each, progress));
            }
        }
    }

    private static void remove(Path programs, Progress progress) {
        ReplacedPrograms.remove(programs);
        progress.report("removing " + programs + ", which was replaced", 1, 1, "folders");
    }

    private static void unpack(URL archive, Path folder, Progress progress) {
        Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
        try {
            Folders.delete(partial);
            try (InputStream in = new BufferedInputStream(archive.openStream(), 1 << 16);
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
                long files = 0;
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(entry, tar, partial);
                    progress.report("unpacking PostgreSQL", ++files, -1, "files");
                }
            }
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.deleteQuietly(partial);
            throw new LabException("cannot unpack PostgreSQL", folder.toString(), FileProblem.reason(e),
                    "it takes about 80 MB; " + Folders.REMEDY, e);
        }
    }

    private static void write(TarArchiveEntry entry, InputStream data, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("the archive names a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Folders.make(path);
            return;
        }
        Folders.make(path.getParent());
        if (entry.isSymbolicLink()) {
            link(path, entry.getLinkName());
        } else {
            Files.copy(data, path);
            Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        }
    }

    private static void link(Path path, String target) throws IOException {
        try {
            Files.createSymbolicLink(path, Path.of(target));
        } catch (FileAlreadyExistsException e) {
            Files.delete(path);
            Files.createSymbolicLink(path, Path.of(target));
        }
    }

    /** Readable by all, writable by the owner, executable by all where the archive says so. */
    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.addAll(EnumSet.of(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return permissions;
    }
}

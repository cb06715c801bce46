package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.files.Folders;
import shardlab.files.LockFile;
import shardlab.image.ElfProgram;
import shardlab.image.UnpackedImage;

/**
 * An image unpacked into a folder of this lab's own, with programs that run where they lie: Linux wants the whole path of
 * a program's loader in it, so programs are written anew when they come to another place.
 *
 * @param folder where it is, or will be
 */
record ImageCopy(Path folder) {

    /** Beside the programs' folder, links to all libraries: a name short enough for {@link ElfProgram#with}. */
    private static final String LIBRARIES = "libraries";
    private static final Pattern LIBRARY = Pattern.compile("(lib|ld-).*\\.so(\\..*)?");

    /** What is known of it; empty if it is not there whole. */
    Optional<ImageAbout> about() {
        return ImageAbout.read(folder);
    }

    /**
     * Makes it if it is not there, and makes its programs anew if it was moved.
     *
     * @param unpacking puts the image's files into the folder if they are not there, whole or not at all
     * @param account   as whom the programs are to run
     * @throws LabException if it cannot be written
     */
    ImageAbout ensure(Supplier<UnpackedImage> unpacking, ServerAccount account, Progress progress) {
        try (var held = readyLock().take("makes ready PostgreSQL with Citus", progress)) {
            var found = about();
            if (found.isPresent() && found.get().runsIn(folder.toRealPath())) {
                return found.get();
            }
            return makeProgramsRun(UnpackedImage.in(folder).orElseGet(unpacking), account);
        } catch (IOException e) {
            throw new LabException("cannot make the image's programs ready", folder.toString(), FileProblem.reason(e),
                    Folders.REMEDY, e);
        }
    }

    /** Held by whoever makes its programs ready to run. */
    LockFile readyLock() {
        return new LockFile(folder.resolveSibling(folder.getFileName() + ".ready.lock"));
    }

    /** Held by whoever unpacks into it. */
    LockFile unpackingLock() {
        return UnpackedImage.lock(folder);
    }

    private ImageAbout makeProgramsRun(UnpackedImage image, ServerAccount account) throws IOException {
        linkLibraries(image);
        for (Path program : programs(image.bin())) {
            relocate(program, folder.toRealPath().resolve(image.folder().relativize(image.loader())));
        }
        var about = ImageAbout.of(folder.toRealPath(), image, account);
        about.write(folder);
        return about;
    }

    private static void linkLibraries(UnpackedImage image) throws IOException {
        Path links = image.bin().resolveSibling(LIBRARIES);
        Folders.delete(links);
        Folders.make(links);
        for (Path library : libraries(image)) {
            Path link = links.resolve(library.getFileName());
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link, links.relativize(library));
            }
        }
    }

    /** All but what PostgreSQL loads by its path. */
    private static List<Path> libraries(UnpackedImage image) throws IOException {
        try (Stream<Path> all = Files.walk(image.folder())) {
            return all.filter(file -> LIBRARY.matcher(file.getFileName().toString()).matches())
                    .filter(file -> !file.startsWith(image.modules())).sorted().toList();
        }
    }

    private static List<Path> programs(Path bin) throws IOException {
        try (Stream<Path> all = Files.list(bin)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
        }
    }

    /** Beside it first: a server may run it. */
    private static void relocate(Path program, Path loader) throws IOException {
        var found = ElfProgram.read(program);
        if (found.isPresent()) {
            Path partial = program.resolveSibling(program.getFileName() + ".partial");
            Files.write(partial, found.get().with(loader, "$ORIGIN/../" + LIBRARIES));
            Files.setPosixFilePermissions(partial, Files.getPosixFilePermissions(program));
            Files.move(partial, program, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

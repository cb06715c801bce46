package shardlab.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.files.Folders;

/** Unpacks an image into a folder: looks through its layers, then writes what is needed. */
final class ImageUnpacking {

    private static final long MB = 1_000_000;

    private final FetchedImage image;
    private final Path folder;
    private final Path partial;
    private final Progress progress;

    ImageUnpacking(FetchedImage image, Path folder, Progress progress) {
        this.image = image;
        this.folder = folder.toAbsolutePath();
        this.partial = this.folder.resolveSibling(folder.getFileName() + ".partial");
        this.progress = progress;
    }

    UnpackedImage run() {
        try {
            Folders.delete(partial);
            UnpackedImage made = unpacked(looked());
            made.note();
            Folders.delete(folder);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            return UnpackedImage.in(folder).orElseThrow();
        } catch (MalformedImage | InvalidPathException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw disk(e);
        } finally {
            Folders.deleteQuietly(partial);
        }
    }

    private MergedRoot looked() throws IOException {
        var elf = new ElfReader(partial.resolve("library"));
        return MergedRoot.of(image, elf, read -> progress.report("looking through " + image.reference(), read / MB,
                image.bytes() / MB, "MB"));
    }

    private UnpackedImage unpacked(MergedRoot root) throws IOException {
        var places = PostgresPlaces.in(root, image.reference());
        var files = PostgresFiles.of(root, places);
        long[] total = new long[1];
        var extraction = new Extraction(root, files.paths(), partial, written -> progress.report(
                "unpacking " + image.reference(), written / MB, total[0] / MB, "MB"));
        total[0] = extraction.bytes();
        requireRoom(total[0]);
        extraction.run(image.layers());
        return new UnpackedImage(partial, image.reference().toString(), image.digest(), partial.resolve(places.bin()),
                partial.resolve(places.share()), partial.resolve(places.modules()), partial.resolve(files.loader()));
    }

    private void requireRoom(long bytes) throws IOException {
        Folders.make(folder.getParent());
        long room = Files.getFileStore(folder.getParent()).getUsableSpace();
        if (room < bytes) {
            throw new LabException("there is no room to unpack " + image.reference(), folder.toString(), String.format(
                    Locale.ROOT, "it takes %,d MB, and %,d MB are free", bytes / MB, room / MB), Folders.REMEDY, null);
        }
    }

    private LabException disk(IOException e) {
        return new LabException("cannot unpack " + image.reference(), folder.toString(), FileProblem.reason(e),
                Folders.REMEDY, e);
    }

    private LabException malformed(Exception e) {
        return new LabException("cannot unpack " + image.reference(), folder.toString(), e.getMessage(),
                "choose another image: CITUS_IMAGE", e);
    }
}

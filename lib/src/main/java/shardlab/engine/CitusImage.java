package shardlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shardlab.Progress;
import shardlab.files.Folders;
import shardlab.image.FetchedImage;
import shardlab.image.ImageReference;
import shardlab.image.ImageStore;
import shardlab.image.Platform;
import shardlab.image.UnpackedImage;

/** The image that docker-compose.yml names, or {@code CITUS_IMAGE}: fetched for a user, and unpacked for a lab. */
final class CitusImage {

    private static final String PREFIX = "image-";
    private static final int DIGITS = 12;
    /** What folders of copies are called; what is half made or half removed is called otherwise. */
    static final Pattern COPY = Pattern.compile(PREFIX + "[0-9a-f]{" + DIGITS + "}");

    private final ImageReference reference;
    private final ImageStore store;

    /**
     * @param environment which image, where fetched ones are, and how to reach the registry
     * @throws shardlab.LabException if {@code CITUS_IMAGE} names none
     */
    CitusImage(Map<String, String> environment) {
        this.reference = ImageReference.parse(ComposeFile.image(environment));
        this.store = ImageStore.from(environment);
    }

    /** True if a lab of this user need not fetch it. */
    boolean isFetched() {
        return fetched().isPresent();
    }

    /** How many bytes are to be fetched; asks the registry unless all is there. */
    long bytesToFetch() {
        return store.bytesToFetch(reference, Platform.here());
    }

    /** Fetches what is missing. */
    FetchedImage fetch(Progress progress) {
        return store.fetch(reference, Platform.here(), progress);
    }

    /** Where fetched images are. */
    Path cache() {
        return store.folder();
    }

    /** What is known of the copy that servers run, in the first of the folders that has one. */
    Optional<ImageAbout> about(List<Path> folders) {
        return folders.stream().flatMap(folder -> copy(folder).flatMap(ImageCopy::about).stream()).findFirst();
    }

    /**
     * The programs in a copy of its own, which is made if need be; the image is fetched if need be.
     *
     * @param folder  the folder of the copies
     * @param account as whom the programs are to run
     */
    Postgres programs(Path folder, ServerAccount account, Progress progress) {
        ImageCopy copy = copy(folder).orElseGet(() -> copyOf(fetch(progress), folder));
        return ensure(copy, account, progress).programs(copy.folder(), account);
    }

    /** The same, and what came of it. */
    ImageFetch.Ready ready(Path folder, ServerAccount account, Progress progress) {
        ImageCopy copy = copyOf(fetch(progress), folder);
        var about = ensure(copy, account, progress);
        about.programs(copy.folder(), account);
        return new ImageFetch.Ready(copy.folder(), Folders.bytes(copy.folder()), about.postgres(), about.citus());
    }

    /** What other images are fetched, by name. */
    List<String> othersFetched() {
        return store.names().stream().filter(name -> !name.equals(reference.toString())).toList();
    }

    private ImageAbout ensure(ImageCopy copy, ServerAccount account, Progress progress) {
        return copy.ensure(() -> UnpackedImage.ensure(fetch(progress), copy.folder(), progress), account,
                progress);
    }

    /** Of what is in the cache now, or else of what was there once. */
    private Optional<ImageCopy> copy(Path folder) {
        return fetched().map(image -> copyOf(image, folder)).or(() -> remaining(folder));
    }

    private static ImageCopy copyOf(FetchedImage image, Path folder) {
        return new ImageCopy(folder.resolve(PREFIX + image.digest().hex().substring(0, DIGITS)));
    }

    private Optional<ImageCopy> remaining(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> COPY.matcher(each.getFileName().toString()).matches()).map(ImageCopy::new)
                    .filter(each -> each.about().filter(about -> about.image().equals(reference.toString())).isPresent())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<FetchedImage> fetched() {
        return store.find(reference, Platform.here());
    }

    @Override
    public String toString() {
        return reference.toString();
    }
}

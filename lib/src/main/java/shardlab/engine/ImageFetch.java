package shardlab.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;

/** Fetching the image by name, and making its programs ready to run, for whoever wants to start no servers yet. */
public final class ImageFetch {

    private final CitusImage image;
    private final ImagePostgres source;
    private final Path stateFolder;

    private ImageFetch(CitusImage image, ImagePostgres source, Path stateFolder) {
        this.image = image;
        this.source = source;
        this.stateFolder = stateFolder;
    }

    /**
     * What came of it.
     *
     * @param folder   where the programs are
     * @param bytes    how much they take, with all they need
     * @param postgres PostgreSQL's version
     * @param citus    the version of Citus
     */
    public record Ready(Path folder, long bytes, String postgres, String citus) {
    }

    /**
     * Programs of an image that this lab ran before.
     *
     * @param image  its name, or an empty text if it was never whole
     * @param folder where they are, or were
     * @param bytes  how much they take, or took
     * @param needed why they are still there, half a sentence; empty if they were removed
     */
    public record Replaced(String image, Path folder, long bytes, Optional<String> needed) {
    }

    /**
     * Of the image that the engine {@code image} runs.
     *
     * @throws LabException if its programs are for other machines than this
     */
    public static ImageFetch of(Settings settings, Map<String, String> environment) {
        ImageHost.trouble().ifPresent(trouble -> {
            throw new LabException("the real Citus cannot be fetched for this machine", null, trouble,
                    "run it in Docker (./lab up --engine docker), or stay with --engine embedded", null);
        });
        return new ImageFetch(new CitusImage(environment), new ImagePostgres(settings, environment), settings.stateFolder());
    }

    /** The image's name. */
    public String image() {
        return image.toString();
    }

    /** Where fetched images are, for all labs of this user. */
    public Path cache() {
        return image.cache();
    }

    /** How much is to be fetched, in bytes; asks the registry unless all is there. */
    public long bytesToFetch() {
        return image.bytesToFetch();
    }

    /**
     * Fetches what is missing, unpacks what is needed, and runs it once.
     *
     * @throws LabException if one of these fails
     */
    public Ready makeReady(Progress progress) {
        Ownership.demand(stateFolder);
        var account = ServerAccount.choose();
        Path folder = ServerFolder.choose(stateFolder, account).resolve(ImagePostgres.FOLDER);
        return image.ready(folder, account, progress);
    }

    /**
     * Removes the programs of images that this lab ran before, unless its data or a process needs them.
     *
     * @param current what was made ready
     * @throws LabException if they cannot be removed
     */
    public List<Replaced> removeReplaced(Ready current, Progress progress) {
        return new ImageCopies(current.folder().getParent(), new LocalMemory(source, stateFolder))
                .removeOthers(new ImageCopy(current.folder()), progress);
    }

    /** Other images that are fetched for labs of this user, by name. */
    public List<String> othersFetched() {
        return image.othersFetched();
    }
}

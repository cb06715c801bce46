package shardlab.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.files.Folders;
import shardlab.files.LockFile;

/**
 * The images that a user has fetched: one folder for all clones of the lab, {@code $XDG_CACHE_HOME/shardlab/images} or
 * {@code ~/.cache/shardlab/images}. It may be moved, and deleted whenever nobody fetches.
 */
public final class ImageStore {

    private static final long MB = 1_000_000;

    private final Path folder;
    private final Map<String, String> variables;
    private final Patience patience;
    private final Blobs blobs;
    private final KeptNames names;

    ImageStore(Path folder, Map<String, String> variables, Patience patience) {
        this.folder = folder;
        this.variables = Map.copyOf(variables);
        this.patience = patience;
        this.blobs = new Blobs(folder);
        this.names = new KeptNames(folder);
    }

    /**
     * The store of this user.
     *
     * @param variables the environment: {@code XDG_CACHE_HOME}, {@code HOME}, {@code SHARDLAB_REGISTRY} (a mirror),
     *                  {@code DOCKER_CONFIG}, {@code HTTPS_PROXY}, {@code NO_PROXY}, {@code SSL_CERT_FILE}
     */
    public static ImageStore from(Map<String, String> variables) {
        String cache = variables.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.startsWith("/") ? Path.of(cache)
                : Path.of(variables.getOrDefault("HOME", System.getProperty("user.home")), ".cache");
        return new ImageStore(base.resolve("shardlab").resolve("images"), variables, Patience.USUAL);
    }

    /** The store's folder, which may not be there yet. */
    public Path folder() {
        return folder;
    }

    /** The image, if it was fetched and all of it is there. Asks no network. */
    public Optional<FetchedImage> find(ImageReference reference, Platform platform) {
        return names.manifest(reference, platform).flatMap(digest -> {
            try {
                var manifest = Manifest.checked(digest, Files.readAllBytes(blobs.of(digest)));
                byte[] configuration = Files.readAllBytes(blobs.of(manifest.configuration().digest()));
                var image = ResolvedImage.of(manifest, configuration, platform);
                return image.layers().stream().allMatch(blobs::has)
                        ? Optional.of(image.fetched(reference, platform, blobs)) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * How many bytes are still to be fetched for an image. Asks the registry unless all is there.
     *
     * @throws LabException if the registry cannot be reached or has no such image
     */
    public long bytesToFetch(ImageReference reference, Platform platform) {
        if (find(reference, platform).isPresent()) {
            return 0;
        }
        var registry = new Registry(reference, variables, patience);
        var image = ResolvedImage.ask(registry, platform);
        try {
            return image.bytes() - image.layers().stream().mapToLong(blobs::here).sum();
        } catch (IOException e) {
            throw registry.told(e);
        }
    }

    /**
     * The image, fetched unless it is there. Every digest and size is checked; what came of a fetch that was cut is
     * kept, and the next goes on from there. One process of a user fetches at a time, the others wait.
     *
     * @throws LabException if the registry refuses, gives another thing or cannot be reached, or the disk is full
     */
    public FetchedImage fetch(ImageReference reference, Platform platform, Progress progress) {
        return find(reference, platform).orElseGet(() -> {
            try {
                Folders.make(folder);
            } catch (IOException e) {
                throw disk(e);
            }
            try (var held = new LockFile(folder.resolve("lock")).take("fetches " + reference, progress)) {
                return find(reference, platform).orElseGet(() -> fetched(reference, platform, progress));
            }
        });
    }

    private FetchedImage fetched(ImageReference reference, Platform platform, Progress progress) {
        var registry = new Registry(reference, variables, patience);
        var image = ResolvedImage.ask(registry, platform);
        try {
            blobs.keep(image.manifest().digest(), image.manifest().bytes());
            blobs.keep(image.manifest().configuration().digest(), image.configuration());
            names.keep(reference, platform, image.manifest().digest(), registry.address().toString());
            removeUnnamed(progress);
            requireRoom(reference, image);
            fetchLayers(registry, image, "fetching " + reference, progress);
            return image.fetched(reference, platform, blobs);
        } catch (MalformedImage e) {
            throw registry.told(e);
        } catch (IOException e) {
            throw disk(e);
        }
    }

    private void removeUnnamed(Progress progress) throws IOException {
        long removed = new UnnamedBlobs(blobs, names).remove() / MB;
        if (removed > 0) {
            progress.report("removing layers of images that were replaced", removed, removed, "MB");
        }
    }

    private void fetchLayers(Registry registry, ResolvedImage image, String what, Progress progress) throws IOException {
        long total = image.bytes();
        long before = 0;
        for (Descriptor layer : image.layers()) {
            long done = before;
            new BlobDownload(registry, blobs, layer,
                    here -> progress.report(what, (done + here) / MB, total / MB, "MB")).fetch();
            before += layer.bytes();
        }
        progress.report(what, total / MB, total / MB, "MB");
    }

    private void requireRoom(ImageReference reference, ResolvedImage image) throws IOException {
        long missing = image.bytes() - image.layers().stream().mapToLong(blobs::here).sum();
        long room = Files.getFileStore(folder).getUsableSpace();
        if (room < missing) {
            throw new LabException("there is no room to fetch " + reference, folder.toString(), String.format(Locale.ROOT,
                    "%,d MB are still to be fetched, %,d MB are free", missing / MB, room / MB), remedy(), null);
        }
    }

    private LabException disk(IOException e) {
        return new LabException("cannot write what was fetched", folder.toString(), FileProblem.reason(e), remedy(), e);
    }

    private static String remedy() {
        return "make room and run it again: what came so far is kept; XDG_CACHE_HOME names another folder for it";
    }

    /** The names of all images that were fetched, or begun. */
    public Set<String> names() {
        try {
            return names.images();
        } catch (IOException e) {
            throw disk(e);
        }
    }

    /**
     * Forgets what an image's name stood for: the next fetch asks the registry again. Layers stay, and are not fetched
     * twice.
     */
    public void forget(ImageReference reference, Platform platform) {
        try {
            names.forget(reference, platform);
        } catch (IOException e) {
            throw disk(e);
        }
    }
}

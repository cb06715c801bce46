package shardlab.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shardlab.Progress;
import shardlab.files.LockFile;

/**
 * The copies of images in a lab: one is of the image that the lab names now, the others are of images that it replaced.
 * Copies of other labs are not among them.
 *
 * @param folder where they are
 * @param memory of the servers that run their programs
 */
record ImageCopies(Path folder, LocalMemory memory) {

    /**
     * Removes all copies but one, unless data or processes need them. Their empty lock files stay: whoever waits for one
     * must find the same.
     *
     * @param current the one to keep
     * @throws shardlab.LabException if one cannot be removed
     */
    List<ImageFetch.Replaced> removeOthers(ImageCopy current, Progress progress) {
        var others = new ReplacedPrograms(folder).besides(current.folder(), CitusImage.COPY.asMatchPredicate());
        if (others.isEmpty()) {
            return List.of();
        }
        var replaced = new ArrayList<ImageFetch.Replaced>();
        try (var starting = new LockFile(memory.folder().resolve("lock")).take("removes replaced images", progress)) {
            for (Path each : others) {
                removeUnlessNeeded(new ImageCopy(each), current).ifPresent(replaced::add);
            }
        }
        return replaced;
    }

    /** One that somebody unpacks or makes ready at this moment is nobody's to remove. */
    private Optional<ImageFetch.Replaced> removeUnlessNeeded(ImageCopy copy, ImageCopy current) {
        try (var ready = copy.readyLock().tryTake("removes it").orElse(null);
                var unpacked = copy.unpackingLock().tryTake("removes it").orElse(null)) {
            if (ready == null || unpacked == null) {
                return Optional.empty();
            }
            String image = copy.about().map(ImageAbout::image).orElse("");
            long bytes = ReplacedPrograms.bytes(copy.folder());
            var needed = RunningPrograms.anyIn(copy.folder()) ? Optional.of("its programs run until ./lab down")
                    : needingData(copy, current);
            if (needed.isEmpty()) {
                ReplacedPrograms.remove(copy.folder());
            }
            return Optional.of(new ImageFetch.Replaced(image, copy.folder(), bytes, needed));
        }
    }

    /** Data is read by the PostgreSQL and the Citus that made it, and by none else. */
    private Optional<String> needingData(ImageCopy copy, ImageCopy current) {
        var data = memory.remains().stored();
        if (data.isEmpty() || copy.about().isEmpty()) {
            return Optional.empty();
        }
        return data.filter(stored -> memory.state().map(state -> reads(copy, state) && !reads(current, state)).orElse(true))
                .map(stored -> "the data in " + stored.where()
                        + " was made with it, and stays until ./lab reset --engine image");
    }

    private boolean reads(ImageCopy copy, LocalState state) {
        return copy.about().filter(about -> state.stamp().equals(CitusSource.stamp(about.citus()))
                && memory.folders(state).isOfMajor(about.major(), state.member(0))).isPresent();
    }
}

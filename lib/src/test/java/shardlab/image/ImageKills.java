package shardlab.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import shardlab.ChildJvm;
import shardlab.Progress;

/** Processes that fetch and unpack an image, killed at some byte of the download or at some step of it all. */
final class ImageKills {

    private static final ImageReference CITUS = ImageReference.parse("citusdata/citus:13.0");
    private static final Platform AMD64 = new Platform("linux", "amd64");

    private final TestRegistry registry;
    private final Path home;

    ImageKills(TestRegistry registry, Path home) {
        this.registry = registry;
        this.home = home;
    }

    static UnpackedImage fetchAndUnpack(Path home, String mirror, Progress progress) {
        return fetchAndUnpack(home, home.resolve("root"), mirror, progress);
    }

    static UnpackedImage fetchAndUnpack(Path home, Path root, String mirror, Progress progress) {
        var store = ImageStore.from(Map.of("HOME", home.toString(), "SHARDLAB_REGISTRY", mirror));
        return UnpackedImage.ensure(store.fetch(CITUS, AMD64, progress), root, progress);
    }

    Process child(long steps) throws IOException {
        return child(steps, home.resolve("root"));
    }

    /** For a clone that unpacks into a folder of its own. */
    Process child(long steps, Path root) throws IOException {
        return ChildJvm.start(FetchingChild.class, List.of("-XX:TieredStopAtLevel=1"), Map.of(), home.toString(),
                registry.host(), String.valueOf(steps), root.toString());
    }

    /** How many steps a whole run tells of, and how many bytes it fetches. */
    static long[] measured(TestRegistry registry, Path home) {
        var steps = new AtomicLong();
        long before = registry.sent.get();
        fetchAndUnpack(home, registry.host(), (what, done, total, unit) -> steps.incrementAndGet());
        return new long[] {steps.get(), registry.sent.get() - before};
    }

    /** Kills it when the registry has sent so many bytes. */
    void atByte(long bytes) throws IOException, InterruptedException {
        Process child = child(-1);
        registry.done = child::destroyForcibly;
        registry.doneAt = registry.sent.get() + bytes;
        ended(child);
        registry.doneAt = Long.MAX_VALUE;
    }

    /** Has it die at a step of the download or the unpacking. */
    void atStep(long step) throws IOException, InterruptedException {
        ended(child(step));
    }

    static String ended(Process child) throws IOException, InterruptedException {
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!child.waitFor(120, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw new IOException("it did not end: " + said);
        }
        return said;
    }

    /** Nothing that looks whole is anything else. */
    boolean isSound() throws IOException {
        Path blobs = home.resolve(".cache/shardlab/images/blobs/sha256");
        if (Files.isDirectory(blobs)) {
            try (var all = Files.list(blobs)) {
                for (Path each : all.filter(file -> !file.toString().endsWith(".partial")).toList()) {
                    if (!Digest.parse("sha256:" + each.getFileName()).orElseThrow().isOf(each)) {
                        return false;
                    }
                }
            }
        }
        return !Files.exists(home.resolve("root")) || UnpackedImage.in(home.resolve("root")).isPresent();
    }
}

package shardlab.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.Progress;

/**
 * Fetching and unpacking, killed at random: what is there is whole, and the next run goes on. By hand, more often:
 * {@code ./lab test --kills COUNT --seed SEED}.
 */
class ImageKillsTest {

    private static final int KILLS = Integer.getInteger("shardlab.kills", 4);
    private static final long SEED = Long.getLong("shardlab.kills.seed", System.currentTimeMillis());

    @TempDir
    Path folder;
    private TestRegistry registry;

    @BeforeEach
    void start() {
        registry = new TestRegistry();
        registry.keep(TestImage.ofCitus().filler(400_000).named("13.0", "amd64"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void theRunAfterOneThatWasKilledIsRightWhereverItWasKilled() throws IOException, InterruptedException {
        System.out.println("killing the fetching and unpacking of an image: " + KILLS + " times, seed " + SEED);
        long[] whole = ImageKills.measured(registry, folder.resolve("whole"));
        var expected = UnpackTest.tree(folder.resolve("whole/root"));
        var random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            Path home = folder.resolve("killed" + kill);
            var kills = new ImageKills(registry, home);
            if (kill % 2 == 0) {
                kills.atByte(random.nextLong(whole[1]));
            } else {
                kills.atStep(1 + random.nextLong(whole[0]));
            }
            assertThat(kills.isSound()).as("kill %d", kill).isTrue();
            ImageKills.fetchAndUnpack(home, registry.host(), Progress.SILENT);
            assertThat(UnpackTest.tree(home.resolve("root"))).as("kill %d", kill).isEqualTo(expected);
            assertThat(home.resolve("root.partial")).doesNotExist();
        }
    }

    @Test
    void twoClonesAtOnceShareOneDownloadAndEachUnpacksForItself() throws IOException, InterruptedException {
        long bytes = ImageKills.measured(registry, folder.resolve("whole"))[1];
        long before = registry.sent.get();
        var kills = new ImageKills(registry, folder.resolve("shared"));
        var clones = Stream.of("one", "other", "one").map(name -> folder.resolve("clones").resolve(name)).toList();
        var children = new ArrayList<Process>();
        for (Path clone : clones) {
            children.add(kills.child(-1, clone));
        }
        for (Process child : children) {
            assertThat(ImageKills.ended(child)).endsWith("done\n");
        }
        assertThat(registry.sent.get() - before).isEqualTo(bytes);
        for (Path clone : clones) {
            assertThat(UnpackTest.tree(clone)).isEqualTo(UnpackTest.tree(folder.resolve("whole/root")));
            assertThat(clone.resolveSibling(clone.getFileName() + ".partial")).doesNotExist();
        }
    }
}

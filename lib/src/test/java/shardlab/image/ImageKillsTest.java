package shardlab.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
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
    void twoClonesAtOnceFetchEachLayerOnce() throws IOException, InterruptedException {
        long bytes = ImageKills.measured(registry, folder.resolve("whole"))[1];
        long before = registry.sent.get();
        var kills = new ImageKills(registry, folder.resolve("shared"));
        Process first = kills.child(-1);
        Process second = kills.child(-1);
        assertThat(ImageKills.ended(first)).endsWith("done\n");
        assertThat(ImageKills.ended(second)).endsWith("done\n");
        assertThat(registry.sent.get() - before).isEqualTo(bytes);
        assertThat(UnpackTest.tree(folder.resolve("shared/root"))).isEqualTo(UnpackTest.tree(folder.resolve("whole/root")));
        assertThat(Files.exists(folder.resolve("shared/root.partial"))).isFalse();
    }
}

package shardlab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.LabException;
import shardlab.Progress;

/** Fetching from a registry on loopback that behaves as registries on the internet do, well and badly. */
class FetchTest {

    private static final ImageReference CITUS = ImageReference.parse("citusdata/citus:13.0");
    private static final Platform AMD64 = new Platform("linux", "amd64");
    private static final Patience SHORT = new Patience(List.of(Duration.ofMillis(5), Duration.ofMillis(5)));

    @TempDir
    Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private TestRegistry registry;

    @BeforeEach
    void start() {
        registry = new TestRegistry();
        variables.put("SHARDLAB_REGISTRY", registry.host());
        variables.put("HOME", folder.toString());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private ImageStore store() {
        return new ImageStore(folder.resolve("images"), variables, SHORT);
    }

    private FetchedImage fetch() {
        return store().fetch(CITUS, AMD64, Progress.SILENT);
    }

    private TestImage kept(TestImage image) {
        registry.keep(image.named("13.0", "amd64"));
        return image;
    }

    private void refused(String... parts) {
        assertThatThrownBy(this::fetch).isInstanceOf(LabException.class).message().contains(parts)
                .doesNotContain(TestRegistry.TOKEN);
        assertThat(store().find(CITUS, AMD64)).isEmpty();
    }

    @Test
    void anImageIsFetchedOnceAndFoundWithoutTheRegistryAfterwards() throws IOException {
        var image = kept(TestImage.ofCitus());
        FetchedImage fetched = fetch();
        registry.close();
        assertThat(fetched.layers()).hasSize(3);
        assertThat(Files.readAllBytes(fetched.layers().get(2).file())).isEqualTo(image.blobs().get(image.lastLayer()));
        assertThat(store().find(CITUS, AMD64)).contains(fetched);
        assertThat(fetch()).isEqualTo(fetched);
        assertThat(store().find(CITUS, new Platform("linux", "arm64"))).isEmpty();
    }

    @Test
    void aMovedStoreIsFoundWhereItIs() throws IOException {
        kept(TestImage.ofCitus());
        fetch();
        Files.move(folder.resolve("images"), folder.resolve("moved"));
        var moved = new ImageStore(folder.resolve("moved"), variables, SHORT).find(CITUS, AMD64).orElseThrow();
        assertThat(moved.layers()).allSatisfy(layer -> assertThat(layer.file()).exists());
    }

    @Test
    void whatTheRegistryWasShownReachesNoOtherHost() {
        kept(TestImage.ofCitus());
        fetch();
        assertThat(registry.leaked).isEmpty();
        assertThat(registry.logins).isEmpty();
        assertThat(registry.asked).anyMatch(path -> path.contains("/blobs/"));
    }

    @Test
    void aLoginOfDockersConfigurationIsShownToTheServerOfTokensAndNeverPrinted() throws IOException {
        kept(TestImage.ofCitus());
        registry.wantsLogin = "ada:very-hidden";
        refused("to nobody unknown", "docker login " + registry.host());
        String login = Base64.getEncoder().encodeToString("ada:very-hidden".getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder.resolve(".docker"));
        Files.writeString(folder.resolve(".docker/config.json"),
                "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"" + login + "\"}}}");
        fetch();
        assertThat(registry.logins).contains("ada:very-hidden");
        assertThat(registry.leaked).isEmpty();
    }

    @Test
    void aBrokenTransferGoesOnWhereItBroke() throws IOException {
        var image = kept(TestImage.ofCitus().filler(200_000));
        registry.breaksAfter = 30_000;
        fetch();
        assertThat(registry.ranges).hasSizeGreaterThan(3).doesNotHaveDuplicates();
        assertThat(registry.sent.get()).isLessThan(2L * image.blobs().values().stream().mapToInt(each -> each.length).sum());
    }

    @Test
    void aTransferThatBreaksForGoodIsKeptForTheNextRun() {
        kept(TestImage.ofCitus().filler(200_000));
        registry.breaksAfter = 60_000;
        registry.breaks.set(1);
        var silent = new ImageStore(folder.resolve("images"), variables, new Patience(List.of()));
        registry.refusal = "{\"errors\":[{\"code\":\"UNAVAILABLE\",\"message\":\"later\"}]}";
        assertThatThrownBy(() -> silent.fetch(CITUS, AMD64, (what, done, total, unit) -> registry.refuses = 503))
                .hasMessageContaining("answered 503");
        registry.refuses = 0;
        fetch();
        assertThat(registry.ranges).isNotEmpty();
    }

    @Test
    void whatBelongsToNoImageAnyMoreIsRemovedAndTheImagesOfOthersStay() throws IOException {
        var other = ImageReference.parse("citusdata/citus:12.0");
        registry.keep(TestImage.ofCitus().filler(20_000).named("12.0", "amd64"));
        store().fetch(other, AMD64, Progress.SILENT);
        kept(TestImage.ofCitus().filler(30_000));
        Path replaced = fetch().layers().get(3).file();
        Files.writeString(new Blobs(folder.resolve("images")).partial(Digest.of(new byte[1])), "half of nobody's");
        store().forget(CITUS, AMD64);
        kept(TestImage.ofCitus().filler(40_000));

        FetchedImage now = fetch();
        assertThat(replaced).doesNotExist();
        try (var blobs = Files.list(replaced.getParent())) {
            assertThat(blobs.map(Path::toString)).noneMatch(name -> name.endsWith(".partial"));
        }
        assertThat(store().find(other, AMD64)).isPresent();
        assertThat(store().find(CITUS, AMD64)).contains(now);
        assertThat(store().names()).containsExactly("citusdata/citus:12.0", "citusdata/citus:13.0");
    }

    @Test
    void aRegistryThatKnowsNoRangesIsAskedForTheWholeAgain() {
        kept(TestImage.ofCitus().filler(200_000));
        registry.breaksAfter = 60_000;
        registry.breaks.set(2);
        registry.knowsRanges = false;
        assertThat(fetch().layers()).hasSize(4);
    }

    @Test
    void aLayerOfAnotherDigestIsRefusedAndNotKept() {
        var image = kept(TestImage.ofCitus());
        byte[] other = image.blobs().get(image.lastLayer()).clone();
        other[5] ^= 1;
        registry.keepBlob(image.lastLayer(), other);
        refused("cannot be used", "has another digest");
        Digest last = Digest.parse(image.lastLayer()).orElseThrow();
        assertThat(new Blobs(folder.resolve("images")).partial(last)).doesNotExist();
    }

    @Test
    void aLayerThatIsLongerOrShorterThanItsManifestSaysIsRefused() {
        var image = kept(TestImage.ofCitus());
        byte[] right = image.blobs().get(image.lastLayer());
        for (boolean said : List.of(true, false)) {
            for (int length : List.of(right.length + 1, right.length * 3, right.length - 1)) {
                registry.saysLength = said;
                registry.keepBlob(image.lastLayer(), Arrays.copyOf(right, length));
                refused(String.valueOf(right.length), "bytes");
            }
        }
        registry.keepBlob(image.lastLayer(), right);
        assertThat(fetch().layers()).hasSize(3);
    }

    @Test
    void anImageForAnotherPlatformIsRefusedWithIndexAndWithout() {
        registry.keep(TestImage.ofCitus().named("13.0", "arm64"));
        refused("linux/arm64", "this machine is linux/amd64");
        registry.keepManifest("13.0", TestImage.ofCitus().named("13.0", "s390x").manifest());
        registry.keep(TestImage.ofCitus().named("other", "s390x"));
        refused("linux/s390x", "this machine is linux/amd64");
    }

    @Test
    void aManifestThatIsHugeOrNoneIsRefused() {
        registry.keepManifest("13.0", new byte[5 << 20]);
        refused("manifest is larger than 4 MB");
        registry.keepManifest("13.0", "<html>log in</html>".getBytes(StandardCharsets.UTF_8));
        refused("none of version 2");
        registry.keepManifest("13.0", "{\"schemaVersion\":2,\"config\":{\"digest\":\"sha256:0\"}}"
                .getBytes(StandardCharsets.UTF_8));
        refused("by a digest that is none");
    }

    @Test
    void aManifestOfAnotherDigestThanTheReferenceSaysIsRefused() {
        var image = kept(TestImage.ofCitus());
        var named = ImageReference.parse("citusdata/citus@" + Digest.of(image.manifest()));
        assertThat(store().fetch(named, AMD64, Progress.SILENT).layers()).hasSize(3);
        var wrong = ImageReference.parse("citusdata/citus@sha256:" + "0".repeat(64));
        registry.keepManifest(wrong.version(), image.manifest());
        assertThatThrownBy(() -> store().fetch(wrong, AMD64, Progress.SILENT)).hasMessageContaining("has not the digest");
    }

    @Test
    void whatTheRegistryRefusesIsToldWithWhatToDo() {
        refused("has no image citusdata/citus:13.0", "MANIFEST_UNKNOWN", "CITUS_IMAGE");
        registry.refusal = "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"pull rate limit\"}]}";
        registry.refuses = 429;
        refused("no more images", "pull rate limit", "docker login", "SHARDLAB_REGISTRY");
        registry.retryAfter = "21600";
        refused("wait 21600 s, log in with docker login");
        registry.retryAfter = "Thu, 26 Nov 2026 23:00:00 GMT";
        refused("wait until Thu, 26 Nov 2026 23:00:00 GMT, log in");
        registry.retryAfter = "when it suits";
        refused("up to 6 hours");
        registry.refusal = "{}";
        registry.refuses = 403;
        refused("has no such image", "docker login");
        registry.refuses = 500;
        refused("answered 500", "wait a while and try again");
        registry.retryAfter = "30";
        refused("wait 30 s and try again");
    }

    @Test
    void noNetworkIsToldInOneMessage() {
        registry.close();
        refused("cannot be reached", "HTTPS_PROXY");
        variables.put("SHARDLAB_REGISTRY", "https://no-such-host.invalid");
        refused("cannot be reached", "its name is unknown");
    }

    @Test
    void whatIsNotEncryptedIsAskedOnThisMachineOnly() {
        variables.put("SHARDLAB_REGISTRY", "http://registry.example.org");
        refused("SHARDLAB_REGISTRY", "http:// only for a registry on this machine");
        variables.put("SHARDLAB_REGISTRY", "https://user:very-hidden@registry.example.org");
        assertThatThrownBy(this::fetch).hasMessageContaining("without a login").message().doesNotContain("very-hidden");
    }

    @Test
    void aMirrorsFolderStandsBeforeTheRepository() {
        kept(TestImage.ofCitus());
        variables.put("SHARDLAB_REGISTRY", "http://" + registry.host() + "/hub/");
        fetch();
        assertThat(registry.asked).allMatch(path -> path.startsWith("/v2/hub/citusdata/citus/"));
    }
}

package shardlab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.LabException;
import shardlab.Progress;

/** Unpacking of images that are made here, with all that layers may hold. */
class UnpackTest {

    private static final ImageReference CITUS = ImageReference.parse("citusdata/citus:13.0");
    private static final Platform AMD64 = new Platform("linux", "amd64");
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String SHARE = "usr/share/postgresql/18/";

    @TempDir
    Path folder;
    private TestRegistry registry;

    @BeforeEach
    void start() {
        registry = new TestRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private FetchedImage fetched(TestImage image) {
        registry.keep(image.named("13.0", "amd64"));
        var store = new ImageStore(folder.resolve("images"), Map.of("SHARDLAB_REGISTRY", registry.host(), "HOME",
                folder.toString()), Patience.USUAL);
        store.forget(CITUS, AMD64);
        return store.fetch(CITUS, AMD64, Progress.SILENT);
    }

    private UnpackedImage unpacked(TestImage image) {
        return UnpackedImage.ensure(fetched(image), folder.resolve("root"), Progress.SILENT);
    }

    private Path in(String path) {
        return folder.resolve("root").resolve(path);
    }

    /** Path, modes, and bytes or target of all in a folder. */
    static Map<String, String> tree(Path root) throws IOException {
        var tree = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS));
                tree.put(root.relativize(each).toString(), Files.isSymbolicLink(each)
                        ? Files.readSymbolicLink(each).toString()
                        : mode + (Files.isRegularFile(each) ? " " + Digest.of(Files.readAllBytes(each)) : ""));
            }
        }
        return tree;
    }

    @Test
    void whatPostgresAndCitusNeedIsThereAndNothingElse() throws IOException {
        var root = unpacked(TestImage.ofCitus());
        assertThat(tree(root.folder()).keySet()).contains("usr/lib/postgresql/18/bin/postgres",
                "usr/lib/postgresql/18/bin/psql", "usr/lib/postgresql/18/lib/citus.so", SHARE + "extension/citus.control",
                "usr/lib64/ld-linux-x86-64.so.2", "usr/lib/x86_64-linux-gnu/libc.so.6", "usr/lib/x86_64-linux-gnu/libz.so.1",
                "usr/lib/x86_64-linux-gnu/libz.so.1.2", "usr/lib/x86_64-linux-gnu/libcurl.so.4",
                "usr/lib/x86_64-linux-gnu/libnss_dns.so.2", "usr/share/zoneinfo/Europe/Berlin", "usr/share/zoneinfo/CET",
                "usr/share/doc/libz/copyright", "usr/lib/locale/C.utf8/LC_CTYPE", "lib", "lib64")
                .doesNotContain("usr/lib/postgresql/18/bin/gosu", "usr/lib/x86_64-linux-gnu/libnobody.so.1", "etc/passwd",
                        "usr/lib/postgresql/18/lib/llvmjit.so", "usr/share/doc/libz/changelog");
        assertThat(in(SHARE + "postgresql.conf.sample")).hasContent("# of the upper layer");
        assertThat(root.loader()).isEqualTo(in("usr/lib64/ld-linux-x86-64.so.2"));
        assertThat(UnpackedImage.in(root.folder())).contains(root);
    }

    @Test
    void nothingIsSetUserIdOrWritableForOthersAndNoLinkIsAbsolute() throws IOException {
        unpacked(TestImage.ofCitus());
        assertThat(Files.getAttribute(in("usr/lib/postgresql/18/bin/postgres"), "unix:mode")).isEqualTo(0100755);
        assertThat(Files.getAttribute(in("usr/lib64"), "unix:mode")).isEqualTo(040755);
        assertThat(Files.getAttribute(in("usr/lib/postgresql/18/lib/citus.so"), "unix:mode")).isEqualTo(0100644);
        assertThat(Files.readSymbolicLink(in("usr/lib/x86_64-linux-gnu/libz.so.1"))).hasToString("libz.so.1.2");
        assertThat(tree(in("")).values()).noneMatch(value -> value.startsWith("/"));
    }

    @Test
    void whiteoutsTakeAwayWhatIsBelowAndNothingOfTheirOwnLayer() throws IOException {
        unpacked(TestImage.ofCitus().layer("gzip", new TestLayer().file(SHARE + "a/1", "1").file(SHARE + "a/2", "2")
                        .file(SHARE + "b/1", "1").file(SHARE + "c", "file").file(SHARE + "e/1", "1"))
                .layer("gzip", new TestLayer().file(SHARE + "a/.wh.1", "").file(SHARE + "b/2", "new")
                        .file(SHARE + "b/.wh..wh..opq", "").folder(SHARE + "c").file(SHARE + "c/in", "a folder now")
                        .file(SHARE + "d/.wh.nothing", "").file(SHARE + ".wh.e", "").file(SHARE + "e/2", "again")));
        assertThat(in(SHARE + "a/1")).doesNotExist();
        assertThat(in(SHARE + "a/2")).hasContent("2");
        assertThat(in(SHARE + "b/1")).doesNotExist();
        assertThat(in(SHARE + "b/2")).hasContent("new");
        assertThat(in(SHARE + "c/in")).hasContent("a folder now");
        assertThat(in(SHARE + "e/1")).doesNotExist();
        assertThat(in(SHARE + "e/2")).hasContent("again");
        assertThat(tree(in("")).keySet()).noneMatch(path -> path.contains(".wh."));
    }

    @Test
    void aHardLinkIsWhatItsFileWasEvenIfThatIsTakenAwayLater() throws IOException {
        unpacked(TestImage.ofCitus().layer("gzip", new TestLayer().file("opt/original", "bytes")
                        .hardLink(SHARE + "linked", "opt/original").hardLink(SHARE + "again", SHARE + "linked"))
                .layer("", new TestLayer().file("opt/.wh.original", "").file(SHARE + "linked", "changed")));
        assertThat(in(SHARE + "again")).hasContent("bytes");
        assertThat(in(SHARE + "linked")).hasContent("changed");
    }

    @Test
    void devicesAndPipesAreLeftOutAndTakeThePlaceOfWhatWasThere() throws IOException {
        unpacked(TestImage.ofCitus().layer("gzip", new TestLayer().file(SHARE + "null", "file"))
                .layer("gzip", new TestLayer().device(SHARE + "null").pipe(SHARE + "pipe")));
        assertThat(tree(in(SHARE)).keySet()).doesNotContain("null", "pipe");
    }

    @Test
    void anEntryBehindALinkOfALowerLayerLandsWhereTheLinkLeads() throws IOException {
        unpacked(TestImage.ofCitus().layer("gzip", new TestLayer().link("share", "/usr/share/postgresql/18")
                .link("up", "usr/share/doc/../postgresql/18")).layer("gzip", new TestLayer().file("share/x", "x")
                .file("up/y", "y")));
        assertThat(in(SHARE + "x")).hasContent("x");
        assertThat(in(SHARE + "y")).hasContent("y");
    }

    @Test
    void theSameTreeComesOfItWhateverTheUmask() throws Exception {
        unpacked(TestImage.ofCitus());
        var child = new ProcessBuilder("sh", "-c", "umask 077; exec \"$@\"", "sh", JAVA, "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FetchingChild.class.getName(), folder.resolve("other").toString(), registry.host(), "-1",
                folder.resolve("other/root").toString())
                .redirectErrorStream(true).start();
        assertThat(ImageKills.ended(child)).endsWith("done\n");
        assertThat(tree(folder.resolve("other/root"))).isEqualTo(tree(folder.resolve("root"))).hasSizeGreaterThan(20);
    }

    @Test
    void onlyTheLicencesOfPackagesWhoseFilesAreUnpackedComeAlongWherePackagesAreNoted() throws IOException {
        String lists = "var/lib/dpkg/info/";
        unpacked(TestImage.ofCitus().layer("gzip", new TestLayer()
                .file(lists + "libz:amd64.list", "/.\n/lib\n/lib/x86_64-linux-gnu/libz.so.1.2\n")
                .file(lists + "libnobody.list", "/usr/lib/x86_64-linux-gnu/libnobody.so.1\n")
                .file(lists + "pg.list", "/usr/lib/postgresql/18/bin/postgres\n")
                .file("usr/share/doc/pg-common/copyright", "of both").link("usr/share/doc/pg", "pg-common")
                .file("usr/share/doc/libnobody/copyright", "x").file("usr/share/common-licenses/GPL-3", "long")
                .file(lists + "gone.list", "/usr/lib/postgresql/18/bin/psql\n").file("usr/share/doc/gone/copyright", "x"))
                .layer("gzip", new TestLayer().file(lists + ".wh.gone.list", "")));
        assertThat(tree(in("usr/share")).keySet()).contains("doc/libz/copyright", "doc/pg", "doc/pg-common/copyright",
                "common-licenses/GPL-3").doesNotContain("doc/libnobody/copyright", "doc/gone/copyright");
        assertThat(in("var")).doesNotExist();
    }

    private void refused(TestLayer layer, String... parts) throws IOException {
        Path outside = folder.resolve("outside");
        assertThatThrownBy(() -> unpacked(TestImage.ofCitus().layer("gzip", layer))).isInstanceOf(LabException.class)
                .message().contains(parts);
        assertThat(outside).doesNotExist();
        assertThat(folder.resolve("root")).doesNotExist();
        assertThat(folder.resolve("root.partial")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "usr/../../outside", "/outside", "usr/./../../outside", ".."})
    void aPathThatLeadsOutsideIsRefused(String path) throws IOException {
        refused(new TestLayer().file(path, "x"), "outside its root");
        refused(new TestLayer().hardLink(SHARE + "x", path), "outside its root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../../outside", "/../outside"})
    void aLinkThatLeadsOutOfTheRootIsRefusedAndSoIsAnEntryBehindIt(String target) throws IOException {
        refused(new TestLayer().link(SHARE + "evil", target), "leads out of its root");
        refused(new TestLayer().link(SHARE + "evil", target).file(SHARE + "evil/x", "x"), "leads out of its root");
    }

    @Test
    void linksInACircleAndHardLinksToNothingAreRefused() throws IOException {
        refused(new TestLayer().link(SHARE + "a", "b").link(SHARE + "b", "a"), "in a circle");
        refused(new TestLayer().hardLink(SHARE + "a", "no/such/file"), "to nothing");
    }

    @Test
    void anAbsoluteLinkStaysInsideTheRoot() throws IOException {
        unpacked(TestImage.ofCitus().layer("", new TestLayer().file("etc/sample", "inside")
                .link(SHARE + "sample", "/etc/sample").link(SHARE + "nowhere", "/no/such/file")));
        assertThat(Files.readSymbolicLink(in(SHARE + "sample"))).hasToString("../../../../etc/sample");
        assertThat(in(SHARE + "sample")).hasContent("inside");
        assertThat(Files.exists(in(SHARE + "nowhere"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void anImageWithoutCitusIsRefusedWithWhatToDo() {
        var image = new TestImage().layer("gzip", TestImage.base()).layer("gzip",
                new TestLayer().program("usr/lib/postgresql/18/bin/postgres", TestElf.program(TestImage.LOADER)));
        assertThatThrownBy(() -> unpacked(image)).hasMessageContaining("no PostgreSQL with Citus")
                .hasMessageContaining("CITUS_IMAGE");
    }

    @Test
    void ofSeveralVersionsTheNewestWithCitusIsTaken() {
        var older = new TestLayer().program("usr/lib/postgresql/9/bin/postgres", TestElf.program(TestImage.LOADER))
                .program("usr/lib/postgresql/19/bin/postgres", TestElf.program(TestImage.LOADER))
                .file("usr/lib/postgresql/9/lib/citus.so", TestElf.library())
                .file("usr/share/postgresql/9/extension/citus.control", "");
        assertThat(unpacked(TestImage.ofCitus().layer("gzip", older)).bin()).isEqualTo(in("usr/lib/postgresql/18/bin"));
    }

    @Test
    void aLibraryForAnotherMachineIsPassedOver() throws IOException {
        unpacked(TestImage.ofCitus().layer("", new TestLayer().file("usr/lib/aarch64-linux-gnu/libz.so.1",
                TestElf.ofAnotherMachine())));
        assertThat(in("usr/lib/aarch64-linux-gnu")).doesNotExist();
        assertThat(in("usr/lib/x86_64-linux-gnu/libz.so.1")).exists();
    }

    @Test
    void aDamagedLayerIsToldAndFetchedAnew() throws IOException {
        var image = fetched(TestImage.ofCitus());
        Path layer = image.layers().get(0).file();
        byte[] bytes = Files.readAllBytes(layer);
        bytes[bytes.length / 2] ^= 1;
        Files.write(layer, bytes);
        assertThatThrownBy(() -> UnpackedImage.ensure(image, folder.resolve("root"), Progress.SILENT))
                .hasMessageContaining("damaged").hasMessageContaining("run it again");
        assertThat(unpacked(TestImage.ofCitus()).bin()).exists();
    }

    @Test
    void aLayerOfOtherFilesThanTheConfigurationSaysIsRefused() {
        var image = TestImage.ofCitus().lying();
        assertThatThrownBy(() -> unpacked(image)).hasMessageContaining("another digest than the image's configuration");
    }

    @Test
    void anUnpackingThatFailsInTheMidstLeavesNothingBehind() {
        var image = fetched(TestImage.ofCitus());
        assertThatThrownBy(() -> UnpackedImage.ensure(image, folder.resolve("root"), (what, done, total, unit) -> {
            if (what.startsWith("unpacking")) {
                throw new LabException("interrupted", "run it again");
            }
        })).hasMessageContaining("interrupted");
        assertThat(folder.resolve("root")).doesNotExist();
        assertThat(folder.resolve("root.partial")).doesNotExist();
    }
}

package shardlab.image;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** An image that is made for a test: layers as archives, packed one way or another, and what speaks of them. */
final class TestImage {

    static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

    private final Map<String, byte[]> blobs = new LinkedHashMap<>();
    private final Map<String, byte[]> manifests = new LinkedHashMap<>();
    private final List<String> layers = new ArrayList<>();
    private final List<String> uncompressed = new ArrayList<>();
    private String lastDigest = "";

    /** PostgreSQL 18 with Citus at its usual places, in three layers, each packed another way. */
    static TestImage ofCitus() {
        return new TestImage().layer("gzip", base()).layer("zstd", postgres()).layer("", new TestLayer()
                .file("usr/share/postgresql/18/postgresql.conf.sample", "# of the upper layer"));
    }

    static TestLayer base() {
        return new TestLayer().link("lib", "usr/lib").link("lib64", "usr/lib64").folder("usr/lib64")
                .program("usr/lib64/ld-linux-x86-64.so.2", TestElf.library())
                .file("usr/lib/x86_64-linux-gnu/libc.so.6", TestElf.library("ld-linux-x86-64.so.2"))
                .file("usr/lib/x86_64-linux-gnu/libz.so.1.2", TestElf.library("libc.so.6"))
                .link("usr/lib/x86_64-linux-gnu/libz.so.1", "/usr/lib/x86_64-linux-gnu/libz.so.1.2")
                .file("usr/lib/x86_64-linux-gnu/libcurl.so.4", TestElf.library("libz.so.1", "libc.so.6"))
                .file("usr/lib/x86_64-linux-gnu/libnobody.so.1", TestElf.library("libc.so.6"))
                .file("usr/lib/x86_64-linux-gnu/libnss_dns.so.2", TestElf.library("libc.so.6"))
                .file("usr/share/zoneinfo/Europe/Berlin", "TZif2").hardLink("usr/share/zoneinfo/CET",
                        "usr/share/zoneinfo/Europe/Berlin")
                .file("usr/share/doc/libz/copyright", "a licence").file("usr/share/doc/libz/changelog", "long")
                .file("usr/lib/locale/C.utf8/LC_CTYPE", "locale").file("etc/passwd", "root:x:0:0");
    }

    static TestLayer postgres() {
        return new TestLayer()
                .program("usr/lib/postgresql/18/bin/postgres", TestElf.program(LOADER, "libz.so.1", "libc.so.6"))
                .program("usr/lib/postgresql/18/bin/psql", TestElf.program(LOADER, "libc.so.6"))
                .program("usr/lib/postgresql/18/bin/gosu", TestElf.program(LOADER, "libnobody.so.1"))
                .file("usr/lib/postgresql/18/lib/citus.so", TestElf.library("libcurl.so.4"))
                .file("usr/lib/postgresql/18/lib/llvmjit.so", TestElf.library("libnobody.so.1"))
                .file("usr/share/postgresql/18/extension/citus.control", "default_version = '14.1-1'")
                .file("usr/share/postgresql/18/postgresql.conf.sample", "# of the lower layer");
    }

    TestImage layer(String packed, TestLayer layer) {
        try {
            byte[] archive = layer.archive();
            uncompressed.add(digest(archive));
            blob(pack(packed, archive), packed);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A layer of bytes that nothing packs, large enough for a transfer to be cut in it. */
    TestImage filler(int bytes) {
        byte[] random = new byte[bytes];
        new Random(1).nextBytes(random);
        return layer("gzip", new TestLayer().file("usr/share/postgresql/18/tsearch_data/filler", random));
    }

    /** Its configuration says of the first layer what is true of no layer. */
    TestImage lying() {
        uncompressed.set(0, digest(new byte[1]));
        return this;
    }

    private static byte[] pack(String packed, byte[] archive) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (packed) {
            case "gzip" -> new GZIPOutputStream(bytes);
            case "zstd" -> new ZstdOutputStream(bytes);
            default -> bytes;
        }) {
            out.write(archive);
        }
        return bytes.toByteArray();
    }

    private void blob(byte[] bytes, String packed) {
        lastDigest = digest(bytes);
        blobs.put(lastDigest, bytes);
        layers.add(descriptor(packed.equals("zstd") ? "application/vnd.oci.image.layer.v1.tar+zstd" : packed.isEmpty()
                ? "application/vnd.oci.image.layer.v1.tar" : "application/vnd.docker.image.rootfs.diff.tar.gzip", bytes));
    }

    private static String descriptor(String type, byte[] bytes) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest(bytes) + "\",\"size\":" + bytes.length + "}";
    }

    private static String digest(byte[] bytes) {
        return Digest.of(bytes).toString();
    }

    /** The digest of the last layer. */
    String lastLayer() {
        return lastDigest;
    }

    /** Named by a tag, for a platform; another architecture stands in the index, too. */
    TestImage named(String tag, String architecture) {
        byte[] configuration = ("{\"os\":\"linux\",\"architecture\":\"" + architecture
                + "\",\"rootfs\":{\"diff_ids\":[" + uncompressed.stream().map(each -> "\"" + each + "\"")
                        .collect(Collectors.joining(",")) + "]}}").getBytes(StandardCharsets.UTF_8);
        blobs.put(digest(configuration), configuration);
        byte[] manifest = ("{\"schemaVersion\":2,\"config\":" + descriptor("application/vnd.oci.image.config.v1+json",
                configuration) + ",\"layers\":[" + String.join(",", layers) + "]}").getBytes(StandardCharsets.UTF_8);
        manifests.put(digest(manifest), manifest);
        String entry = descriptor("application/vnd.oci.image.manifest.v1+json", manifest);
        manifests.put(tag, ("{\"schemaVersion\":2,\"manifests\":[{\"platform\":{\"os\":\"unknown\",\"architecture\":"
                + "\"unknown\"}}," + entry.replaceFirst("}$", ",\"platform\":{\"os\":\"linux\",\"architecture\":\""
                        + architecture + "\"}}") + "]}").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The manifest itself, without an index. */
    byte[] manifest() {
        return manifests.values().iterator().next();
    }

    Map<String, byte[]> blobs() {
        return blobs;
    }

    Map<String, byte[]> manifests() {
        return manifests;
    }
}

package shardlab.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of some bytes by what they are, such as {@code sha256:9f86…}.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex       lower-case hexadecimal digits
 */
public record Digest(String algorithm, String hex) {

    private static final Pattern TEXT = Pattern.compile("(sha256):([0-9a-f]{64})|(sha512):([0-9a-f]{128})");
    private static final Map<String, String> JAVA_NAMES = Map.of("sha256", "SHA-256", "sha512", "SHA-512");

    /** Reads a digest as manifests and references write it; empty if it is none. */
    public static Optional<Digest> parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int group = matcher.group(1) != null ? 1 : 3;
        return Optional.of(new Digest(matcher.group(group), matcher.group(group + 1)));
    }

    /** The SHA-256 of some bytes. */
    static Digest of(byte[] bytes) {
        return new Digest("sha256", HexFormat.of().formatHex(hash("sha256").digest(bytes)));
    }

    /** A new hash of this algorithm. */
    MessageDigest hash() {
        return hash(algorithm);
    }

    /** True if a finished hash is this digest. */
    boolean is(MessageDigest hash) {
        return is(hash.digest());
    }

    /** True if these bytes have this digest. */
    boolean isOf(byte[] bytes) {
        return is(hash().digest(bytes));
    }

    /** True if the file's bytes have this digest. */
    boolean isOf(Path file) throws IOException {
        var hash = hash();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.update(buffer, 0, read);
            }
        }
        return is(hash);
    }

    private boolean is(byte[] found) {
        return MessageDigest.isEqual(found, HexFormat.of().parseHex(hex));
    }

    private static MessageDigest hash(String algorithm) {
        try {
            return MessageDigest.getInstance(JAVA_NAMES.get(algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256 and SHA-512", e);
        }
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}

package shardlab;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who learns, where several do on one cluster: everybody's schemas bear their learner's name, such as {@code ada_retail}.
 * Two names never lead to one schema: an underscore of a name is doubled, and a name that is too long for the server, or
 * has signs that a statement would have to escape, is cut or cleaned and goes on with its hash.
 *
 * @param prefix what all of this learner's schemas begin with, without the underscore behind it; empty if there is only one
 */
public record Learner(String prefix) {

    /** The only one on the cluster: schemas are called as the lessons call them. */
    public static final Learner ALONE = new Learner("");

    /** The longest name that PostgreSQL takes. */
    static final int MOST_BYTES = 63;

    private static final int MOST_PREFIX_BYTES = 36;
    private static final int HASH_DIGITS = 12;
    private static final String SIGNS_TO_CLEAN = "[^\\p{L}\\p{N}_.@+-]";
    private static final String LIKE_A_HASH = ".*~[0-9a-f]{" + HASH_DIGITS + "}";

    /** A learner by any name, such as {@code ada} or {@code Ada.Lovelace@example.org}. */
    public static Learner named(String name) {
        String clean = name.replaceAll(SIGNS_TO_CLEAN, "-");
        String doubled = (name.startsWith("pg_") ? "_" : "") + clean.replace("_", "__");
        boolean asItIs = clean.equals(name) && bytes(doubled) <= MOST_PREFIX_BYTES && !name.matches(LIKE_A_HASH);
        return new Learner(asItIs ? doubled : cut(doubled) + "~" + hash(name));
    }

    /** A learner by a name, or {@link #ALONE}. */
    public static Learner of(Optional<String> name) {
        return name.map(Learner::named).orElse(ALONE);
    }

    /** True if others learn on the same cluster. */
    public boolean amongOthers() {
        return !prefix.isEmpty();
    }

    /**
     * This learner's schema for what a lesson calls {@code lesson}, as it is, without quotes.
     *
     * @throws LabException if the server takes no name of that length
     */
    public String schema(String lesson) {
        String name = amongOthers() ? prefix + "_" + lesson : lesson;
        if (lesson.isEmpty() || bytes(name) > MOST_BYTES) {
            throw new LabException("No schema can be called '" + name + "'",
                    "a schema's name has 1 to " + MOST_BYTES + " bytes: take a shorter one than '" + lesson + "'");
        }
        return name;
    }

    private static String cut(String doubled) {
        String cut = doubled;
        while (bytes(cut) > MOST_PREFIX_BYTES - HASH_DIGITS - 1) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return evenUnderscores(cut);
    }

    /** A doubled underscore that was cut in two would look like the one before the lesson. */
    private static String evenUnderscores(String cut) {
        int underscores = cut.length() - cut.replaceAll("_+$", "").length();
        return underscores % 2 == 0 || underscores == cut.length() ? cut : cut.substring(0, cut.length() - 1);
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

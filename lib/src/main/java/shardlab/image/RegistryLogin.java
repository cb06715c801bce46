package shardlab.image;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a registry is shown. Never printed.
 *
 * @param user   the user; empty if the secret is an identity token
 * @param secret the password, or an identity token
 */
record RegistryLogin(String user, String secret) {

    /** True if the secret stands for a user and is exchanged for others. */
    boolean isIdentityToken() {
        return user.isEmpty();
    }

    /** The header of HTTP's basic authentication. */
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "RegistryLogin[***]";
    }
}

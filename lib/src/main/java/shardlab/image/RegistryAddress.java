package shardlab.image;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import shardlab.LabException;

/**
 * Where an image is asked for: at its own registry, or at the mirror that {@code SHARDLAB_REGISTRY} names.
 *
 * @param base   scheme, host and port
 * @param folder what stands before every repository's name there, such as {@code hub/}; empty for nothing
 * @param login  the name under which Docker's configuration keeps a login for it
 */
record RegistryAddress(URI base, String folder, String login) {

    /** The variable that names a mirror. */
    static final String MIRROR = "SHARDLAB_REGISTRY";

    private static final String HUB_HOST = "registry-1.docker.io";
    private static final String HUB_LOGIN = "https://index.docker.io/v1/";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?");

    /** The address for an image. */
    static RegistryAddress of(ImageReference reference, Map<String, String> variables) {
        return Optional.ofNullable(variables.get(MIRROR)).map(String::strip).filter(mirror -> !mirror.isEmpty())
                .map(RegistryAddress::mirror).orElseGet(() -> own(reference.registry()));
    }

    private static RegistryAddress own(String registry) {
        if (registry.equals(ImageReference.DOCKER_HUB)) {
            return new RegistryAddress(URI.create("https://" + HUB_HOST), "", HUB_LOGIN);
        }
        return new RegistryAddress(URI.create(scheme(registry) + registry), "", registry);
    }

    private static RegistryAddress mirror(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : scheme(text) + text);
            if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null && mayBeAsked(uri)) {
                String folder = uri.getPath().replaceAll("^/+|/+$", "");
                return new RegistryAddress(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()),
                        folder.isEmpty() ? "" : folder + "/", uri.getRawAuthority());
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new LabException(MIRROR + " is '" + text + "', which no image can be fetched from",
                "give an address such as https://mirror.example.org, without a login in it (docker login keeps it); "
                        + "http:// only for a registry on this machine");
    }

    private static String scheme(String registry) {
        return isLoopback(URI.create("http://" + registry)) ? "http://" : "https://";
    }

    /** True for what may be asked: what is encrypted, or does not leave this machine. */
    static boolean mayBeAsked(URI uri) {
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri));
    }

    /** True for an address on this machine. */
    static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.matcher(uri.getHost()).matches();
    }

    /** The address of something in the image's repository. */
    URI of(ImageReference reference, String kind, String name) {
        return base.resolve("/v2/" + folder + reference.repository() + "/" + kind + "/" + name);
    }

    /** As errors name it. */
    @Override
    public String toString() {
        return base + (folder.isEmpty() ? "" : "/" + folder);
    }
}

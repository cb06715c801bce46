package shardlab.image;

import java.util.Optional;
import java.util.regex.Pattern;
import shardlab.LabException;

/**
 * What an image is called: {@code citusdata/citus:13.0}, {@code localhost:5000/x/y@sha256:…}. Read as Docker reads it:
 * without a host it is Docker Hub's, without a folder there it is {@code library/}'s, without a tag it is {@code latest}.
 *
 * @param registry   the registry's host, with its port if one was given; {@code docker.io} for Docker Hub
 * @param repository the repository in it, such as {@code citusdata/citus}
 * @param tag        the tag; {@code latest} unless another was given
 * @param digest     the digest, if one was given; it counts then, and not the tag
 */
public record ImageReference(String registry, String repository, String tag, Optional<Digest> digest) {

    /** Docker Hub, as references name it. */
    static final String DOCKER_HUB = "docker.io";

    private static final String OFFICIAL = "library/";
    private static final Pattern HUB_HOSTS = Pattern.compile("(index\\.|registry-1\\.)?docker\\.io");
    private static final Pattern HOST = Pattern.compile(
            "([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:]+])(:\\d{1,5})?");
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY = Pattern.compile(PART + "(/" + PART + ")*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final int LONGEST_REPOSITORY = 255;

    /**
     * Reads a reference.
     *
     * @throws LabException if it is none
     */
    public static ImageReference parse(String text) {
        String rest = text.strip();
        int at = rest.indexOf('@');
        Optional<Digest> digest = at < 0 ? Optional.empty()
                : Optional.of(Digest.parse(rest.substring(at + 1)).orElseThrow(() -> wrong(text)));
        rest = at < 0 ? rest : rest.substring(0, at);
        int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
        String tag = colon < 0 ? "latest" : rest.substring(colon + 1);
        return named(colon < 0 ? rest : rest.substring(0, colon), tag, digest, text);
    }

    private static ImageReference named(String name, String tag, Optional<Digest> digest, String text) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean host = first.matches(".*[.:A-Z].*") || first.equals("localhost");
        String registry = host && !HUB_HOSTS.matcher(first).matches() ? first : DOCKER_HUB;
        String repository = host ? name.substring(slash + 1) : name;
        if (registry.equals(DOCKER_HUB) && !repository.contains("/")) {
            repository = OFFICIAL + repository;
        }
        if (!HOST.matcher(registry).matches() || !REPOSITORY.matcher(repository).matches()
                || repository.length() > LONGEST_REPOSITORY || !TAG.matcher(tag).matches()) {
            throw wrong(text);
        }
        return new ImageReference(registry, repository, tag, digest);
    }

    private static LabException wrong(String text) {
        return new LabException("'" + text.strip() + "' names no image",
                "name it as Docker does, such as citusdata/citus:13.0 or registry.example.org/team/citus@sha256:…");
    }

    /** What the registry is asked for: the digest if there is one, the tag otherwise. */
    String version() {
        return digest.map(Digest::toString).orElse(tag);
    }

    /** As Docker shows it: without what goes without saying. */
    @Override
    public String toString() {
        boolean hub = registry.equals(DOCKER_HUB);
        String name = hub && repository.startsWith(OFFICIAL) ? repository.substring(OFFICIAL.length()) : repository;
        return (hub ? "" : registry + "/") + name + digest.map(each -> "@" + each).orElse(":" + tag);
    }
}

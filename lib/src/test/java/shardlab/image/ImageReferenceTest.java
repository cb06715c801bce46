package shardlab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shardlab.LabException;

/** Names of images, as Docker reads them, and where they lead. */
class ImageReferenceTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
            "citusdata/citus:13.0, docker.io, citusdata/citus, 13.0, citusdata/citus:13.0",
            "citusdata/citus, docker.io, citusdata/citus, latest, citusdata/citus:latest",
            "postgres:18, docker.io, library/postgres, 18, postgres:18",
            "docker.io/postgres, docker.io, library/postgres, latest, postgres:latest",
            "index.docker.io/citusdata/citus:1, docker.io, citusdata/citus, 1, citusdata/citus:1",
            "localhost/x:1, localhost, x, 1, localhost/x:1",
            "localhost:5000/x/y/z, localhost:5000, x/y/z, latest, localhost:5000/x/y/z:latest",
            "ghcr.io/a/b_c-d.e:v1.2-rc_3, ghcr.io, a/b_c-d.e, v1.2-rc_3, ghcr.io/a/b_c-d.e:v1.2-rc_3",
            "'[::1]:5000/x:1', '[::1]:5000', x, 1, '[::1]:5000/x:1'",
            "' citusdata/citus:1 ', docker.io, citusdata/citus, 1, citusdata/citus:1"})
    void isReadAsDockerReadsIt(String text, String registry, String repository, String tag, String shown) {
        var reference = ImageReference.parse(text);
        assertThat(List.of(reference.registry(), reference.repository(), reference.tag(), reference.toString()))
                .containsExactly(registry, repository, tag, shown);
    }

    @Test
    void aDigestCountsBeforeATag() {
        var reference = ImageReference.parse("localhost:5000/x/y:1@sha256:" + HEX);
        assertThat(reference.version()).isEqualTo("sha256:" + HEX);
        assertThat(reference).hasToString("localhost:5000/x/y@sha256:" + HEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", "/x", "x/", "a//b", "x/Y", "x:", "x:a b", "x@sha256:12", "x@md5:" + "0", "../x",
            "https://ghcr.io/x", "ghcr.io/x:1:2", "x/../y", "-x", "x?y", "x%2fy", "host:port/x"})
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text)).isInstanceOf(LabException.class)
                .hasMessageContaining("names no image");
    }

    @ParameterizedTest
    @CsvSource({
            "citusdata/citus:1, , https://registry-1.docker.io/v2/citusdata/citus/manifests/1",
            "localhost:5000/x:1, , http://localhost:5000/v2/x/manifests/1",
            "127.0.0.1.example.org/x:1, , https://127.0.0.1.example.org/v2/x/manifests/1",
            "ghcr.io/x:1, 127.0.0.1:5000, http://127.0.0.1:5000/v2/x/manifests/1",
            "ghcr.io/x:1, mirror.example.org, https://mirror.example.org/v2/x/manifests/1",
            "postgres:18, https://mirror.example.org/hub/, https://mirror.example.org/v2/hub/library/postgres/manifests/18"})
    void leadsToItsRegistryOrToTheMirror(String text, String mirror, String expected) {
        var reference = ImageReference.parse(text);
        var address = RegistryAddress.of(reference, mirror == null ? Map.of() : Map.of("SHARDLAB_REGISTRY", mirror));
        assertThat(address.of(reference, "manifests", reference.version())).isEqualTo(URI.create(expected));
    }

    @Test
    void aChallengeIsReadWhateverItsOrderAndItsCase() {
        var bearer = Challenge.of(List.of("Basic realm=\"a\"", "BEARER scope=\"repository:x:pull,push\", "
                + "realm=\"https://auth.example.org/token\",service=registry")).orElseThrow();
        assertThat(bearer.scheme()).isEqualTo("bearer");
        assertThat(bearer.parameters()).containsEntry("realm", "https://auth.example.org/token")
                .containsEntry("scope", "repository:x:pull,push").containsEntry("service", "registry");
        assertThat(Challenge.of(List.of("Negotiate"))).isEmpty();
        assertThat(Challenge.of(List.of("Basic realm=\"x\""))).get().extracting(Challenge::scheme).isEqualTo("basic");
    }
}

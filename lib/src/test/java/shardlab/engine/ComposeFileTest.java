package shardlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docker-compose.yml says the same as the engine docker, and the image's version stands nowhere else. */
class ComposeFileTest {

    private static final Path ROOT = ComposeFile.folderAbove(Path.of("")).orElseThrow();

    @Test
    void bothEnginesStartTheSameImage() throws IOException {
        assertThat(ComposeFile.image(Map.of())).matches("citusdata/citus:\\d+\\.\\d+\\.\\d+");
        assertThat(lines(ROOT.resolve(ComposeFile.NAME))).filteredOn(line -> line.contains("citusdata/citus")).hasSize(1);
    }

    @Test
    void anotherImageCanBeNamedInTheEnvironment() {
        assertThat(ComposeFile.image(Map.of("CITUS_IMAGE", "citusdata/citus:13.2.0"))).isEqualTo("citusdata/citus:13.2.0");
    }

    @Test
    void theImagesVersionStandsNowhereElse() throws IOException {
        String image = ComposeFile.image(Map.of());
        try (Stream<Path> files = Stream.of("lib/src", "docker", "jupyter", "lab", ".env.example", "init_citus.sql")
                .map(ROOT::resolve).flatMap(ComposeFileTest::files)) {
            assertThat(files).noneMatch(file -> lines(file).stream().anyMatch(line -> line.contains(image)));
        }
    }

    @Test
    void theSettingsAreThoseOfEveryEngine() {
        assertThat(settings()).isEqualTo(DockerEngine.command());
    }

    @Test
    void theServicesAreTheLabsNodes() {
        assertThat(lines(ROOT.resolve(ComposeFile.NAME))).containsAll(Container.NODES.stream()
                .map(node -> "    labels: {shardlab.node: " + node + "}").toList());
    }

    /** The elements of the list {@code command:} of the nodes. */
    private static List<String> settings() {
        return lines(ROOT.resolve(ComposeFile.NAME)).stream()
                .dropWhile(line -> !line.startsWith("  command: &settings")).skip(1)
                .takeWhile(line -> line.startsWith("    - "))
                .map(line -> line.substring(6))
                .map(item -> item.startsWith("\"") ? item.substring(1, item.length() - 1) : item)
                .toList();
    }

    private static Stream<Path> files(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).filter(file -> !file.toString().contains("__pycache__")).toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

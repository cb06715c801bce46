package shardlab.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shardlab.process.Program;

/** The logins that {@code docker login} keeps: in Docker's configuration, or with a program that it names. */
final class DockerLogins {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IDENTITY_TOKEN = "<token>";

    private final Path file;
    private String trouble;

    private DockerLogins(Path file) {
        this.file = file;
    }

    /** The configuration of this user: {@code $DOCKER_CONFIG}, or {@code ~/.docker}. */
    static DockerLogins of(Map<String, String> variables) {
        String folder = variables.getOrDefault("DOCKER_CONFIG", "");
        return new DockerLogins(folder.isEmpty()
                ? Path.of(variables.getOrDefault("HOME", System.getProperty("user.home")), ".docker", "config.json")
                : Path.of(folder, "config.json"));
    }

    /** Why a login that the configuration speaks of could not be had; empty if all went well. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** The login for a registry, by the name that Docker keeps it under; empty to ask without one. */
    Optional<RegistryLogin> of(String registry) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode configuration = JSON.readTree(file.toFile());
            return names(registry).map(name -> login(configuration, name)).flatMap(Optional::stream).findFirst();
        } catch (IOException | IllegalArgumentException e) {
            trouble = "Docker's configuration " + file + " cannot be read";
            return Optional.empty();
        }
    }

    private static Stream<String> names(String registry) {
        String host = registry.replaceAll("^https?://|/.*$", "");
        return Stream.concat(Stream.of(registry),
                List.of("", "/", "/v1/", "/v2/").stream().flatMap(end -> Stream.of(host + end, "https://" + host + end)))
                .distinct();
    }

    private Optional<RegistryLogin> login(JsonNode configuration, String name) {
        JsonNode helper = configuration.path("credHelpers").path(name);
        if (helper.isTextual()) {
            return fromProgram(helper.asText(), name);
        }
        JsonNode kept = configuration.path("auths").path(name);
        Optional<RegistryLogin> written = written(kept);
        if (written.isPresent() || !kept.isObject() || !configuration.path("credsStore").isTextual()) {
            return written;
        }
        return fromProgram(configuration.path("credsStore").asText(), name);
    }

    private static Optional<RegistryLogin> written(JsonNode kept) {
        if (kept.path("identitytoken").isTextual() && !kept.path("identitytoken").asText().isEmpty()) {
            return Optional.of(new RegistryLogin("", kept.path("identitytoken").asText()));
        }
        String login = new String(Base64.getDecoder().decode(kept.path("auth").asText("")), StandardCharsets.UTF_8);
        int colon = login.indexOf(':');
        String secret = login.substring(colon + 1).replaceAll("\0+$", "");
        return colon <= 0 ? Optional.empty() : Optional.of(new RegistryLogin(login.substring(0, colon), secret));
    }

    /** Asks as Docker does: {@code docker-credential-NAME get}, with the registry's name as its input. */
    private Optional<RegistryLogin> fromProgram(String helper, String registry) {
        String program = "docker-credential-" + helper;
        var answer = Program.of(program, "get")
                .reading(input -> input.write(registry.getBytes(StandardCharsets.UTF_8))).run();
        try {
            JsonNode said = answer.ok() ? JSON.readTree(answer.output()) : JSON.missingNode();
            if (said.path("Secret").isTextual()) {
                String user = said.path("Username").asText();
                String name = user.equals(IDENTITY_TOKEN) ? "" : user;
                return Optional.of(new RegistryLogin(name, said.path("Secret").asText()));
            }
        } catch (IOException e) {
            // it gave no login
        }
        trouble = program + ", which Docker's configuration names, gave no login";
        return Optional.empty();
    }
}

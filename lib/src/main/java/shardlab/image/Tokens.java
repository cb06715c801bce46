package shardlab.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Meets a registry's challenge: with a token of the server that it names, or with the login itself. */
final class Tokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 1 << 20;

    private final RegistryHttp http;
    private final RegistryAddress registry;
    private final Optional<RegistryLogin> login;

    Tokens(RegistryHttp http, RegistryAddress registry, Optional<RegistryLogin> login) {
        this.http = http;
        this.registry = registry;
        this.login = login;
    }

    /**
     * What to show: the value of the header {@code Authorization}; empty if the challenge cannot be met.
     *
     * @throws RefusedStatus if the server of tokens refuses
     */
    Optional<String> meet(Challenge challenge, String repository) throws IOException {
        if (challenge.scheme().equals("basic")) {
            return login.filter(each -> !each.isIdentityToken()).map(RegistryLogin::basic);
        }
        URI realm = realm(challenge);
        var asked = Map.of("service", challenge.parameters().getOrDefault("service", ""),
                "scope", challenge.parameters().getOrDefault("scope", "repository:" + repository + ":pull"));
        var response = login.isPresent() && login.get().isIdentityToken() ? http.post(realm, form(asked))
                : http.get(URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + query(asked)),
                        login.map(each -> Map.of(RegistryHttp.AUTHORIZATION, each.basic())).orElse(Map.of()));
        return Optional.of("Bearer " + token(response, realm));
    }

    private URI realm(Challenge challenge) throws IOException {
        try {
            URI realm = URI.create(challenge.parameters().getOrDefault("realm", ""));
            if (realm.getHost() != null && RegistryAddress.mayBeAsked(realm)
                    && (RegistryAddress.isLoopback(registry.base()) || !RegistryAddress.isLoopback(realm))) {
                return realm;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IOException("it names no server of tokens that may be asked");
    }

    private String form(Map<String, String> asked) {
        return "grant_type=refresh_token&client_id=shardlab&refresh_token=" + encoded(login.orElseThrow().secret()) + "&"
                + query(asked);
    }

    private static String query(Map<String, String> asked) {
        return asked.entrySet().stream().filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + encoded(each.getValue())).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String token(HttpResponse<InputStream> response, URI realm) throws IOException {
        try (InputStream body = response.body()) {
            byte[] said = body.readNBytes(LONGEST);
            if (response.statusCode() != 200) {
                throw new RefusedStatus(realm, response, said);
            }
            JsonNode answer = JSON.readTree(said);
            String token = answer.path("token").asText(answer.path("access_token").asText(""));
            if (token.isEmpty() || !token.matches("[\\x21-\\x7e]+")) {
                throw new IOException("the server of tokens gave none");
            }
            return token;
        }
    }
}

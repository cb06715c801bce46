package shardlab.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;

/** A registry, or its server of tokens, answered with a status that is no success. */
final class RefusedStatus extends IOException {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 300;

    private final int status;
    private final String host;
    private final String code;
    private final String message;
    private final Optional<String> retryAfter;

    RefusedStatus(URI uri, HttpResponse<InputStream> response, byte[] body) {
        super("status " + response.statusCode());
        this.status = response.statusCode();
        this.host = uri.getHost();
        JsonNode error = error(body);
        this.code = error.path("code").asText("");
        this.message = error.path("message").asText("");
        this.retryAfter = response.headers().firstValue("Retry-After");
    }

    private static JsonNode error(byte[] body) {
        try {
            JsonNode said = JSON.readTree(body);
            JsonNode first = said.path("errors").path(0);
            return first.isObject() ? first : said;
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    int status() {
        return status;
    }

    /** The code of the registry's specification, such as {@code MANIFEST_UNKNOWN}; empty if it gave none. */
    String code() {
        return code;
    }

    /** When it may be asked again, as it says. */
    Optional<String> retryAfter() {
        return retryAfter;
    }

    /** The host and what it said, in one line. */
    String said() {
        String words = (code + " " + message).strip().replaceAll("\\s+", " ");
        return host + " answered " + status
                + (words.isEmpty() ? "" : ": " + words.substring(0, Math.min(LONGEST, words.length())));
    }
}

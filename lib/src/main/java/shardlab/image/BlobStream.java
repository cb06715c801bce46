package shardlab.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Bytes that come from a registry, with what it says of them; closing it ends the transfer.
 *
 * @param response the answer: 200, 206 for a part, 416 if there is no such part
 */
record BlobStream(HttpResponse<InputStream> response) implements AutoCloseable {

    private static final Pattern PART = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");

    InputStream body() {
        return response.body();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** True if what was asked for lies behind the end. */
    boolean isBehindTheEnd() {
        return response.statusCode() == 416;
    }

    /** The first byte that comes. */
    long from() {
        return response.statusCode() == 206 ? part(1).orElse(-1) : 0;
    }

    /** How long the whole is, if the registry says it. */
    OptionalLong total() {
        if (response.statusCode() == 206) {
            return part(2);
        }
        return response.headers().firstValueAsLong("Content-Length");
    }

    private OptionalLong part(int group) {
        var matcher = PART.matcher(header("Content-Range").orElse(""));
        return matcher.matches() && !matcher.group(group).equals("*") ? OptionalLong.of(Long.parseLong(matcher.group(group)))
                : OptionalLong.empty();
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}

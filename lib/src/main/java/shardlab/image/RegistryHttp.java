package shardlab.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Requests over HTTPS, and over plain HTTP on this machine alone. Redirects are followed; what stands in the header
 * {@code Authorization} is for the first host and never reaches another.
 */
final class RegistryHttp {

    static final String AUTHORIZATION = "Authorization";

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;

    private final HttpClient client;

    RegistryHttp(Map<String, String> variables) {
        Proxies.allowLogins();
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER).sslContext(Certificates.context(variables));
        Proxies.applyTo(builder, variables);
        this.client = builder.build();
    }

    /** The answer to a GET, whatever its status; the caller closes its body. */
    HttpResponse<InputStream> get(URI uri, Map<String, String> headers) throws IOException {
        return send(HttpRequest.newBuilder().GET(), uri, headers);
    }

    /** The answer to a form that is posted. */
    HttpResponse<InputStream> post(URI uri, String form) throws IOException {
        return once(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(form)), uri,
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request, URI first, Map<String, String> headers)
            throws IOException {
        var kept = new TreeMap<>(headers);
        URI uri = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var response = once(request.copy(), uri, kept);
            var location = response.headers().firstValue("Location");
            if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
                return response;
            }
            response.body().close();
            URI next = next(uri, location.get());
            if (!sameOrigin(uri, next)) {
                kept.remove(AUTHORIZATION);
            }
            uri = next;
        }
        throw new IOException("it redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpResponse<InputStream> once(HttpRequest.Builder request, URI uri, Map<String, String> headers)
            throws IOException {
        request.uri(uri).timeout(ANSWER).header("User-Agent", "shardlab");
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() == RefusedByProxy.WANTS_LOGIN) {
                throw new RefusedByProxy(RefusedByProxy.WANTS_LOGIN, null);
            }
            return response;
        } catch (RefusedByProxy e) {
            throw e;
        } catch (IOException e) {
            throw RefusedByProxy.in(e).<IOException>map(refused -> refused).orElse(e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    /** An encrypted address leads to no plain one, and an outer one to none of this machine. */
    private static URI next(URI from, String location) throws IOException {
        try {
            URI next = from.resolve(location);
            if (next.getHost() != null && RegistryAddress.mayBeAsked(next)
                    && (RegistryAddress.isLoopback(from) || !RegistryAddress.isLoopback(next))) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IOException("it redirects to an address that is not encrypted, or not its to give");
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme()) && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }
}

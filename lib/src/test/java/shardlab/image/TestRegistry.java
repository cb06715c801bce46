package shardlab.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A registry on loopback, as much of one as it takes to give images and to give them badly: it asks for a token of a
 * server of its own, and sends whoever wants a blob to another host.
 */
final class TestRegistry implements AutoCloseable {

    static final String TOKEN = "the-token-of-this-registry";

    private final HttpServer server = server("127.0.0.1");
    /** Another origin: the same machine, another port. */
    private final HttpServer store = server("127.0.0.1");
    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    /** What was asked for, in order. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** The headers Authorization that reached the other host. */
    final List<String> leaked = new CopyOnWriteArrayList<>();
    /** The logins that the server of tokens was shown. */
    final List<String> logins = new CopyOnWriteArrayList<>();
    /** The first bytes of ranges that were asked for. */
    final List<String> ranges = new CopyOnWriteArrayList<>();
    final AtomicLong sent = new AtomicLong();

    volatile boolean asksForToken = true;
    volatile String wantsLogin;
    volatile boolean redirects = true;
    volatile boolean knowsRanges = true;
    volatile boolean saysLength = true;
    /** After how many bytes of a blob each transfer breaks; 0 for never. */
    volatile int breaksAfter;
    /** How many transfers break. */
    final AtomicLong breaks = new AtomicLong(Long.MAX_VALUE);
    /** A status for all that is asked; 0 for none. */
    volatile int refuses;
    volatile String refusal = "{}";
    /** When it may be asked again, as it says with a refusal. */
    volatile String retryAfter;
    /** Done when so many bytes have been sent. */
    volatile long doneAt = Long.MAX_VALUE;
    volatile Runnable done = () -> { };

    TestRegistry() {
        server.createContext("/token", this::token);
        server.createContext("/v2/", this::registry);
        store.createContext("/", this::blob);
        server.start();
        store.start();
    }

    private static HttpServer server(String host) {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), 0), 0);
            made.setExecutor(Executors.newCachedThreadPool(work -> {
                var thread = new Thread(work);
                thread.setDaemon(true);
                return thread;
            }));
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    void keep(TestImage image) {
        blobs.putAll(image.blobs());
        manifests.putAll(image.manifests());
    }

    void keepBlob(String digest, byte[] bytes) {
        blobs.put(digest, bytes);
    }

    byte[] blobOf(String digest) {
        return blobs.get(digest);
    }

    void keepManifest(String name, byte[] bytes) {
        manifests.put(name, bytes);
    }

    private void token(HttpExchange exchange) throws IOException {
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        if (login != null) {
            logins.add(new String(Base64.getDecoder().decode(login.substring(6)), StandardCharsets.UTF_8));
        }
        answer(exchange, 200, ("{\"token\":\"" + TOKEN + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private void registry(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        if (refuses != 0) {
            if (retryAfter != null) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            answer(exchange, refuses, refusal.getBytes(StandardCharsets.UTF_8));
        } else if ((asksForToken && !("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization")))
                || (wantsLogin != null && !logins.contains(wantsLogin))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"http://" + host()
                    + "/token\",service=\"a registry\",scope=\"repository:citusdata/citus:pull\"");
            answer(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"who asks\"}]}"
                    .getBytes(StandardCharsets.UTF_8));
        } else if (path.contains("/manifests/")) {
            manifest(exchange, path.substring(path.lastIndexOf('/') + 1));
        } else if (redirects) {
            exchange.getResponseHeaders().add("Location",
                    "http://127.0.0.1:" + store.getAddress().getPort() + "/" + path.substring(path.lastIndexOf('/') + 1));
            answer(exchange, 307, new byte[0]);
        } else {
            blob(exchange);
        }
    }

    private void manifest(HttpExchange exchange, String name) throws IOException {
        byte[] manifest = manifests.get(name);
        answer(exchange, manifest == null ? 404 : 200, manifest != null ? manifest
                : "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\"}]}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void blob(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] bytes = blobs.get(path.substring(path.lastIndexOf('/') + 1));
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (exchange.getHttpContext().getServer() == store && authorization != null) {
            leaked.add(authorization);
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        if (range != null) {
            ranges.add(range);
            from = knowsRanges ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        }
        if (bytes == null) {
            answer(exchange, 404, new byte[0]);
            return;
        }
        if (from >= bytes.length) {
            answer(exchange, 416, new byte[0]);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders().add("Content-Range",
                    "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        send(exchange, from > 0 ? 206 : 200, bytes, from);
    }

    private void send(HttpExchange exchange, int status, byte[] bytes, int from) throws IOException {
        boolean broken = breaksAfter > 0 && bytes.length - from > breaksAfter && breaks.getAndDecrement() > 0;
        int end = broken ? from + breaksAfter : bytes.length;
        exchange.sendResponseHeaders(status, saysLength ? bytes.length - from : 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int at = from; at < end; at += 1000) {
                int length = Math.min(1000, end - at);
                out.write(bytes, at, length);
                if (sent.addAndGet(length) >= doneAt) {
                    doneAt = Long.MAX_VALUE;
                    out.flush();
                    done.run();
                }
            }
            out.flush();
        } finally {
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        store.stop(0);
    }
}

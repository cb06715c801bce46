package shardlab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shardlab.LabException;
import shardlab.process.Program;

/** A registry behind HTTPS with a certificate that nobody knows, and behind a proxy that wants a login. */
class ProxyAndCertificateTest {

    private static final ImageReference CITUS = ImageReference.parse("citusdata/citus:13.0");
    private static final Platform AMD64 = new Platform("linux", "amd64");
    private static final char[] PASSWORD = "for the test".toCharArray();

    @TempDir
    Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private final List<String> connects = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private ServerSocket proxy;
    /** What the proxy wants to see before it lets somebody through, and what it answers otherwise. */
    private volatile String known = "proxy-authorization";
    private volatile String refusal = String.join("\r\n", "HTTP/1.1 407 Who asks",
            "Proxy-Authenticate: Basic realm=\"proxy\"", "Content-Length: 0", "Connection: close", "", "");

    @BeforeEach
    void start() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(withCertificate()));
        server.createContext("/v2/", exchange -> {
            byte[] manifest = TestImage.ofCitus().named("13.0", "arm64").manifests().get("13.0");
            exchange.sendResponseHeaders(200, manifest.length);
            exchange.getResponseBody().write(manifest);
            exchange.close();
        });
        server.start();
        variables.put("HOME", folder.toString());
        variables.put("SHARDLAB_REGISTRY", "https://localhost:" + server.getAddress().getPort());
    }

    private SSLContext withCertificate() throws Exception {
        Path keys = folder.resolve("keys.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = Program.of(keytool, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "san=dns:localhost,dns:registry.invalid", "-storepass", new String(PASSWORD), "-keystore",
                keys.toString()).run();
        assertThat(made.ok()).as(made.said()).isTrue();
        var store = KeyStore.getInstance(keys.toFile(), PASSWORD);
        Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder()
                .encodeToString(store.getCertificate("mykey").getEncoded()) + "\n-----END CERTIFICATE-----\n");
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        if (proxy != null) {
            proxy.close();
        }
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> new ImageStore(folder.resolve("images"), variables, new Patience(List.of()))
                .bytesToFetch(CITUS, AMD64)).isInstanceOf(LabException.class).message().contains(parts)
                .doesNotContain("very-hidden");
    }

    @Test
    void aCertificateThatNobodyKnowsIsRefusedAndOneThatIsNamedIsTrusted() {
        refused("certificate is refused", "no authority that Java", "SSL_CERT_FILE");
        variables.put("SSL_CERT_FILE", folder.resolve("ca.pem").toString());
        refused("linux/arm64");
        variables.put("SSL_CERT_FILE", folder.resolve("none.pem").toString());
        refused("cannot read the certificates", "there is no such file", "none.pem");
    }

    @Test
    void aProxyOfTheEnvironmentIsGoneThroughWithItsLoginButNotToThisMachine() throws IOException {
        variables.put("SSL_CERT_FILE", folder.resolve("ca.pem").toString());
        variables.put("HTTPS_PROXY", "http://ada:very-hidden@127.0.0.1:" + startProxy());
        refused("linux/arm64");
        assertThat(connects).isEmpty();
        variables.put("SHARDLAB_REGISTRY", "https://registry.invalid:" + server.getAddress().getPort());
        refused("linux/arm64");
        assertThat(connects).isNotEmpty().last().asString().contains("CONNECT registry.invalid:",
                Base64.getEncoder().encodeToString("ada:very-hidden".getBytes(StandardCharsets.UTF_8)));
        variables.put("NO_PROXY", "example.org,.invalid");
        refused("cannot be reached", "its name is unknown", "not through the proxy, since NO_PROXY names it");
    }

    @Test
    void aProxyThatLetsNobodyThroughIsToldWithWhatToDo() throws IOException {
        variables.put("SHARDLAB_REGISTRY", "https://registry.invalid:" + server.getAddress().getPort());
        int port = startProxy();
        variables.put("HTTPS_PROXY", "http://127.0.0.1:" + port);
        refused("the proxy wants a login", "HTTPS_PROXY");
        known = "\0";
        variables.put("HTTPS_PROXY", "http://ada:very-hidden@127.0.0.1:" + port);
        refused("the proxy refuses the login", "%40");
        refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
        refused("the proxy does not let the lab through", "answered 403", "SHARDLAB_REGISTRY");
    }

    @Test
    void aProxyThatIsNotThereIsNamedWithoutItsLogin() {
        variables.put("SHARDLAB_REGISTRY", "https://registry.invalid");
        variables.put("https_proxy", "http://ada:very-hidden@127.0.0.1:1");
        refused("cannot be reached", "through the proxy 127.0.0.1:1");
        variables.put("https_proxy", "socks5://127.0.0.1:1");
        refused("HTTPS_PROXY names no proxy", "SOCKS");
    }

    /** Refuses until a login comes, then connects everything to the registry. */
    private int startProxy() throws IOException {
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket client = proxy.accept();
                daemon(() -> serve(client));
            }
        });
        return proxy.getLocalPort();
    }

    private void serve(Socket client) throws IOException {
        String head = head(client.getInputStream());
        connects.add(head);
        boolean through = head.toLowerCase(Locale.ROOT).contains(known);
        String answer = through ? "HTTP/1.1 200 Connected\r\n\r\n" : refusal;
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        if (!through) {
            client.close();
            return;
        }
        var registry = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
        daemon(() -> registry.getInputStream().transferTo(client.getOutputStream()));
        client.getInputStream().transferTo(registry.getOutputStream());
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // a connection that ended
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}

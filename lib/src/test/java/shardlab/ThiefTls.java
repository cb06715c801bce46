package shardlab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that a thief has made for itself, with the names that the lab's own has. */
public final class ThiefTls {

    private static final String PASSWORD = "of-the-thief";

    private ThiefTls() {
    }

    /** Makes the certificate in a folder. */
    public static SSLContext in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("thief.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        int status = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "thief", "-keyalg", "EC", "-groupname",
                "secp256r1", "-dname", "CN=shardlab", "-ext", "SAN=IP:127.0.0.1,DNS:localhost", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("keytool ended with status " + status);
        }
        return context(store);
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}

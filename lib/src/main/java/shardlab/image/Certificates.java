package shardlab.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import shardlab.FileProblem;
import shardlab.LabException;

/** Whom HTTPS trusts: the authorities that Java knows, and those in the file that {@code SSL_CERT_FILE} names. */
final class Certificates {

    /** The variable that curl, Python and Go read, too. */
    static final String VARIABLE = "SSL_CERT_FILE";

    private Certificates() {
    }

    /**
     * What a client of HTTPS is made with.
     *
     * @throws LabException if the file cannot be read
     */
    static SSLContext context(Map<String, String> variables) {
        String file = variables.getOrDefault(VARIABLE, "").strip();
        try {
            return file.isEmpty() ? SSLContext.getDefault() : trusting(Path.of(file));
        } catch (IOException e) {
            throw unreadable(file, FileProblem.reason(e), e);
        } catch (GeneralSecurityException e) {
            throw unreadable(file, e.getMessage(), e);
        }
    }

    private static LabException unreadable(String file, String why, Exception e) {
        return new LabException("cannot read the certificates that " + VARIABLE + " names", file, why,
                "name a file of certificates in PEM format, or unset it", e);
    }

    private static SSLContext trusting(Path file) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (var certificate : read(file)) {
            store.setCertificateEntry("named " + store.size(), certificate);
        }
        for (var certificate : known()) {
            store.setCertificateEntry("known " + store.size(), certificate);
        }
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers(store), null);
        return context;
    }

    private static Collection<? extends Certificate> read(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static Iterable<X509Certificate> known() throws GeneralSecurityException {
        return Stream.of(managers(null)).filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast)
                .flatMap(manager -> Stream.of(manager.getAcceptedIssuers())).toList();
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}

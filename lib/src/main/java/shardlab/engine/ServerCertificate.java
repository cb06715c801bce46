package shardlab.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.files.Folders;
import shardlab.process.Program;
import shardlab.sql.Libpq;

/**
 * By what every client knows the lab's own servers from whoever else listens at their ports: a key that only the
 * servers' account can read, and its certificate. A client shows its password to nobody who does not hold the key, and
 * binds its SCRAM proof to the certificate, so that nobody in between can use it. Made once for each cluster by the JDK's
 * keytool.
 *
 * @param folder where both lie
 */
record ServerCertificate(Path folder) {

    /** The names that PostgreSQL looks for in a data folder. */
    private static final String CERTIFICATE = "server.crt";
    private static final String KEY = "server.key";
    private static final String ALIAS = "server";
    private static final String DAYS = "36500";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The certificate's file, for clients. */
    Path file() {
        return folder.resolve(CERTIFICATE);
    }

    /** What a client of a server with this certificate asks for: no other server, nothing but SCRAM. */
    Map<String, String> demands(Path passfile) {
        return Map.of("sslmode", "verify-ca", "sslrootcert", file().toString(), "channelBinding", "require",
                Libpq.PASSFILE, passfile.toString());
    }

    /** The same for libpq in the servers, when one of them connects to another. */
    Map<String, String> variables(Path passfile) {
        return Map.of("PGPASSFILE", passfile.toString(), "PGSSLMODE", "verify-ca", "PGSSLROOTCERT", file().toString(),
                "PGCHANNELBINDING", "require", "PGREQUIREAUTH", "scram-sha-256");
    }

    /** Makes both if they are not there. */
    void ensure(ServerAccount account) {
        if (Files.exists(file()) && Files.exists(folder.resolve(KEY))) {
            return;
        }
        try {
            Folders.make(folder);
            make();
            account.own(folder);
        } catch (IOException | GeneralSecurityException e) {
            throw new LabException("cannot make a certificate for the servers", folder.toString(), e.getMessage(),
                    Folders.REMEDY, e);
        }
    }

    private void make() throws IOException, GeneralSecurityException {
        Path store = folder.resolve("keystore");
        String password = Template.newPassword();
        try {
            Files.deleteIfExists(store);
            keytool(store, password);
            var keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, password.toCharArray());
            }
            Folders.writePrivately(folder.resolve(KEY), pem("PRIVATE KEY", keys.getKey(ALIAS, password.toCharArray())
                    .getEncoded()));
            Folders.writePrivately(file(), pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
        } finally {
            Files.deleteIfExists(store);
        }
    }

    private static void keytool(Path store, String password) {
        var command = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA",
                "-dname", "CN=shardlab", "-ext", "SAN=IP:127.0.0.1,DNS:localhost", "-startdate", "-1d", "-validity", DAYS,
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass:env", "SHARDLAB_KEYSTORE");
        Program.of(command).with(Map.of("SHARDLAB_KEYSTORE", password)).within(PATIENCE).run()
                .orFail("keytool made no certificate for the servers", store.getParent().toString(),
                        "JAVA_HOME must be a whole JDK");
    }

    private static String pem(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    /** True if a data folder has this certificate. */
    boolean isIn(Path data) {
        try {
            return Files.exists(file()) && Files.exists(data.resolve(CERTIFICATE))
                    && Files.mismatch(file(), data.resolve(CERTIFICATE)) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives both to a server. */
    void copyTo(Path data, ServerAccount account) {
        if (isIn(data)) {
            return;
        }
        try {
            for (String name : List.of(KEY, CERTIFICATE)) {
                Folders.writePrivately(data.resolve(name), Files.readString(folder.resolve(name)));
                account.own(data.resolve(name));
            }
        } catch (IOException e) {
            throw FileProblem.of("cannot give a server its certificate", data, e, Folders.REMEDY);
        }
    }
}

package shardlab.engine;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** PostgreSQL's own binaries from Maven Central, a .txz on the class path, unpacked into the state folder once. */
final class EmbeddedPostgres implements PostgresSource {

    private static final Pattern VERSION = Pattern.compile("-(\\d+\\.\\d+)(?:\\.\\d+)*\\.jar!");

    /** What folders of its programs are called: an older lab unpacks its own once more if it has to. */
    private static final Pattern UNPACKED = Pattern.compile("\\d+(\\.\\d+)*-(linux|darwin)-(x86_64|arm_64)");

    private final String resource = "/postgres-" + platform() + ".txz";

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Engine.Fitness fitness() {
        return url() != null
                ? new Engine.Fitness(true, "PostgreSQL " + version() + " comes with the library")
                : new Engine.Fitness(false, "the class path holds no PostgreSQL for " + platform());
    }

    @Override
    public Postgres postgres(Path folder, ServerAccount account, Progress progress) {
        Path home = folder.resolve("postgres").resolve(version() + "-" + platform());
        Unpacking.ensure(url(), home, UNPACKED.asMatchPredicate(), progress);
        return new Postgres(home.resolve("bin"), version(), account);
    }

    @Override
    public List<String> settings(Postgres postgres) {
        return List.of("common.conf", "loopback.conf", "embedded/postgresql.conf");
    }

    @Override
    public void furnish(Session template) {
        EmbeddedSql.install(template);
    }

    @Override
    public void individualize(Session server) {
        // Nothing in the embedded engine's SQL tells one server from another.
    }

    @Override
    public void settle(Session coordinator) {
        coordinator.execute(SqlFile.read("engine/embedded/settle.sql"));
    }

    @Override
    public String stamp() {
        return EmbeddedSql.stamp();
    }

    /** It is not Citus, and says where Citus is to be had. */
    @Override
    public String advice() {
        return "For the real Citus on this machine: " + (ImageHost.trouble().isEmpty()
                ? "./lab citus in a terminal, without Docker and without root; or Docker."
                : "Docker, or a cluster at a URL.");
    }

    private URL url() {
        return EmbeddedPostgres.class.getResource(resource);
    }

    private String version() {
        URL url = url();
        if (url == null) {
            throw new LabException("there is no PostgreSQL for " + platform() + " on the class path",
                    "build the library on this machine (./lab does), or choose another engine");
        }
        var matcher = VERSION.matcher(url.toString());
        return matcher.find() ? matcher.group(1) : "18";
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").matches("aarch64|arm64") ? "arm_64" : "x86_64";
        return os + "-" + arch;
    }
}

package shardlab.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import shardlab.sql.Server;

/**
 * The JDBC URL of a coordinator, read by the driver itself.
 *
 * @param properties host, port, database, login and options as the driver understood them; null if it did not
 */
record RemoteUrl(Properties properties) {

    /** The driver logs the whole URL, with its password, where it cannot read it. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    /** What {@link Server} has a place of its own for. */
    private static final Set<PGProperty> PLACED = Set.of(PGProperty.PG_HOST, PGProperty.PG_PORT, PGProperty.PG_DBNAME,
            PGProperty.USER, PGProperty.PASSWORD);

    static RemoteUrl of(String url) {
        DRIVER.setLevel(Level.OFF);
        int authority = url.indexOf("://") + 3;
        int login = url.substring(0, end(url, authority)).lastIndexOf('@');
        if (authority < 3 || login < authority) {
            return new RemoteUrl(Driver.parseURL(url, new Properties()));
        }
        var known = Driver.parseURL(url.substring(0, authority) + url.substring(login + 1), new Properties());
        return new RemoteUrl(known == null ? null : withLogin(known, url.substring(authority, login)));
    }

    private static int end(String url, int authority) {
        return IntStream.range(Math.max(0, authority), url.length())
                .filter(i -> url.charAt(i) == '/' || url.charAt(i) == '?').findFirst().orElse(url.length());
    }

    /** The login before the host, as libpq writes URLs; the JDBC driver would take it for a part of the host's name. */
    private static Properties withLogin(Properties known, String login) {
        int colon = login.indexOf(':');
        String user = colon < 0 ? login : login.substring(0, colon);
        known.putIfAbsent(PGProperty.USER.getName(), decoded(user));
        if (colon >= 0) {
            known.putIfAbsent(PGProperty.PASSWORD.getName(), decoded(login.substring(colon + 1)));
        }
        return known;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return properties == null ? "no URL" : PGProperty.PG_HOST.getOrDefault(properties);
    }

    /** What is wrong with it, in one sentence; empty if nothing is. */
    Optional<String> trouble() {
        if (properties == null) {
            return Optional.of("SHARDLAB_URL is no URL like jdbc:postgresql://host:5432/database?user=…&password=…");
        }
        if (PGProperty.PG_HOST.getOrDefault(properties).contains(",")) {
            return Optional.of("SHARDLAB_URL names several hosts; name the coordinator alone");
        }
        var unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeIf(name -> PGProperty.forName(name) != null);
        return unknown.isEmpty() ? Optional.empty() : Optional.of(
                "SHARDLAB_URL has options that the JDBC driver does not know: " + String.join(", ", unknown));
    }

    /**
     * The coordinator.
     *
     * @param environment where {@code PGUSER} and {@code PGPASSWORD} stand if the URL has no login
     */
    Server coordinator(Map<String, String> environment) {
        String user = PGProperty.USER.getOrDefault(properties);
        String password = PGProperty.PASSWORD.getOrDefault(properties);
        String login = user != null ? user : environment.getOrDefault("PGUSER", "postgres");
        String database = PGProperty.PG_DBNAME.getOrDefault(properties);
        return new Server("coordinator", PGProperty.PG_HOST.getOrDefault(properties),
                Integer.parseInt(PGProperty.PG_PORT.getOrDefault(properties)), database != null ? database : login, login,
                password != null ? password : environment.getOrDefault("PGPASSWORD", ""), options());
    }

    private Map<String, String> options() {
        return properties.stringPropertyNames().stream().filter(name -> !PLACED.contains(PGProperty.forName(name)))
                .collect(Collectors.toMap(name -> name, properties::getProperty, (one, other) -> one, TreeMap::new));
    }
}

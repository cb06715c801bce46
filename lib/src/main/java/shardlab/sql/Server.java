package shardlab.sql;

import java.util.Map;

/**
 * Where one PostgreSQL server answers, and as whom to log in.
 *
 * @param name     what the lab calls it, such as {@code coordinator} or {@code worker-2}; used in messages and pictures
 * @param host     host name or address
 * @param port     TCP port
 * @param database database name
 * @param user     role to log in as
 * @param password the role's password, or an empty string
 * @param options  what every connection needs beside a login, such as {@code sslmode}: by the JDBC driver's names, and
 *                 {@link Libpq#PASSFILE}
 */
public record Server(String name, String host, int port, String database, String user, String password,
        Map<String, String> options) {

    /** A server that needs nothing but a login. */
    public Server(String name, String host, int port, String database, String user, String password) {
        this(name, host, port, database, user, password, Map.of());
    }

    /** Keeps the options as they are now. */
    public Server {
        options = Map.copyOf(options);
    }

    /** The JDBC URL, without credentials and options. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Name, host and port: what a message says of it. */
    public String label() {
        return name + " (" + host + ":" + port + ")";
    }

    /** Another server that takes the same login, options and database. */
    public Server elsewhere(String otherName, String otherHost, int otherPort) {
        return new Server(otherName, otherHost, otherPort, database, user, password, options);
    }

    /** Without the password and the options, one of which may be another. */
    @Override
    public String toString() {
        return label() + " " + user + "@" + database;
    }
}

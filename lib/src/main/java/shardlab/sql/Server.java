package shardlab.sql;

/**
 * Where one PostgreSQL server answers, and as whom to log in.
 *
 * @param name     what the lab calls it, such as {@code coordinator} or {@code worker-2}; used in messages and pictures
 * @param host     host name or address
 * @param port     TCP port
 * @param database database name
 * @param user     role to log in as
 * @param password the role's password, or an empty string
 */
public record Server(String name, String host, int port, String database, String user, String password) {

    /** The JDBC URL, without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Name, host and port: what a message says of it. */
    public String label() {
        return name + " (" + host + ":" + port + ")";
    }

    /** Without the password. */
    @Override
    public String toString() {
        return label() + " " + user + "@" + database;
    }
}

package shardlab.sql;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a client proves who it is. A password is answered by SCRAM alone: it never leaves this process, and the server has
 * to prove that it knows it too, so that whoever listens at a server's port gets nothing.
 */
final class Login {

    static final String REQUIRE_AUTH = "requireAuth";
    static final String SCRAM = "scram-sha-256";

    private Login() {
    }

    /** The server's own options, which win, and SCRAM where there is a password. */
    static Map<String, String> options(Server server) {
        var options = new TreeMap<String, String>();
        if (!server.password().isEmpty()) {
            options.put(REQUIRE_AUTH, SCRAM);
        }
        options.putAll(server.options());
        return options;
    }
}

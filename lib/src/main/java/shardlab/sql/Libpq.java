package shardlab.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A server as PostgreSQL's own programs take it: environment variables, which other accounts cannot read. A server that
 * has a password file is told by it, so that the password itself is in nobody's environment.
 */
public final class Libpq {

    /** The option of a {@link Server} that libpq alone knows: the file that has its password. */
    public static final String PASSFILE = "passfile";

    /** The driver's options that libpq has a variable for. */
    private static final Map<String, String> VARIABLES = Map.of("sslmode", "PGSSLMODE", "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT", "sslkey", "PGSSLKEY", "options", "PGOPTIONS", "channelBinding", "PGCHANNELBINDING",
            "requireAuth", "PGREQUIREAUTH", PASSFILE, "PGPASSFILE");

    /** Variables that would lead a program to another server than the one that is named, or past its passwords. */
    private static final Set<String> ASTRAY = Set.of("PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGPASSWORD", "PGPASSFILE",
            "PGTARGETSESSIONATTRS", "PGLOADBALANCEHOSTS", "PGREQUIREPEER");

    private Libpq() {
    }

    /** The variables that name a server and how to log in to it. */
    public static Map<String, String> variables(Server server) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PGHOST", server.host());
        variables.put("PGPORT", String.valueOf(server.port()));
        variables.put("PGDATABASE", server.database());
        variables.put("PGUSER", server.user());
        if (!server.password().isEmpty() && !server.options().containsKey(PASSFILE)) {
            variables.put("PGPASSWORD", server.password());
        }
        Login.options(server).forEach((option, value) -> {
            if (VARIABLES.containsKey(option)) {
                variables.put(VARIABLES.get(option), value);
            }
        });
        return variables;
    }

    /** The variables that a shell must unset before it sets {@link #variables}. */
    public static Set<String> astray() {
        return ASTRAY;
    }
}

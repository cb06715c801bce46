package shardlab.sql;

import java.util.LinkedHashMap;
import java.util.Map;

/** A server as PostgreSQL's own programs take it: environment variables, which other accounts cannot read. */
public final class Libpq {

    /** The driver's options that libpq has a variable for. */
    private static final Map<String, String> VARIABLES = Map.of("sslmode", "PGSSLMODE", "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT", "sslkey", "PGSSLKEY", "options", "PGOPTIONS");

    private Libpq() {
    }

    /** The variables to start a program with. */
    public static Map<String, String> variables(Server server) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PGHOST", server.host());
        variables.put("PGPORT", String.valueOf(server.port()));
        variables.put("PGDATABASE", server.database());
        variables.put("PGUSER", server.user());
        if (!server.password().isEmpty()) {
            variables.put("PGPASSWORD", server.password());
        }
        VARIABLES.forEach((option, variable) -> {
            if (server.options().containsKey(option)) {
                variables.put(variable, server.options().get(option));
            }
        });
        return variables;
    }
}

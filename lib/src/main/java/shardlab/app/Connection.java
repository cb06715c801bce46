package shardlab.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.sql.Server;

/**
 * How to log in to the coordinator, as lines that a shell evaluates. {@code ./lab psql} does: the password reaches
 * psql through the environment, which other accounts cannot read, and never through a command line.
 */
@Command(name = "connection", hidden = true)
final class Connection implements Callable<Integer> {

    @Override
    public Integer call() {
        try (var cluster = Running.cluster()) {
            variables(cluster.coordinator()).forEach((name, value) ->
                    System.out.println("export " + name + "=" + quoted(value)));
        }
        return 0;
    }

    private static Map<String, String> variables(Server server) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PGHOST", server.host());
        variables.put("PGPORT", String.valueOf(server.port()));
        variables.put("PGDATABASE", server.database());
        variables.put("PGUSER", server.user());
        if (!server.password().isEmpty()) {
            variables.put("PGPASSWORD", server.password());
        }
        return variables;
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}

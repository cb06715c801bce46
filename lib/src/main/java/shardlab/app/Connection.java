package shardlab.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.sql.Libpq;

/**
 * How to log in to the coordinator, as lines that a shell evaluates. {@code ./lab psql} does: psql is told where to find
 * the password, or else the password itself, by its environment, which other accounts cannot read, and never by a
 * command line.
 */
@Command(name = "connection", hidden = true)
final class Connection implements Callable<Integer> {

    @Override
    public Integer call() {
        try (var cluster = RunningCluster.get()) {
            System.out.println("unset " + String.join(" ", Libpq.astray()));
            Libpq.variables(cluster.coordinator()).forEach((name, value) ->
                    System.out.println("export " + name + "=" + quoted(value)));
        }
        return 0;
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}

package shardlab.app;

import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.Learner;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.engine.Engine;
import shardlab.engine.Engines;
import shardlab.sql.Libpq;
import shardlab.sql.Session;

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
            Libpq.variables(cluster.coordinator()).forEach(Connection::export);
            learnersPath(Settings.fromEnvironment().learner(), cluster);
            tellPsql(Engines.named(Settings.fromEnvironment(), cluster.engine()));
        }
        return 0;
    }

    /** psql finds a learner's tables by the names that the lessons have for them. */
    private static void learnersPath(Learner learner, Cluster cluster) {
        if (learner.amongOthers()) {
            try (Session session = cluster.session()) {
                String path = session.format("%I, %I, public", learner.schema("retail"), learner.schema("own"));
                export("PGOPTIONS", "-c search_path=" + path.replace("\\", "\\\\").replace(" ", "\\ "));
            }
        }
    }

    /** A psql of the servers' own version, as a comment: it knows all that they answer. */
    private static void tellPsql(Engine engine) {
        engine.programs().map(bin -> bin.resolve("psql")).filter(Files::isExecutable).ifPresent(psql -> {
            System.out.println("# psql " + psql);
            engine.programsNeed().forEach(Connection::export);
        });
    }

    private static void export(String name, String value) {
        System.out.println("export " + name + "=" + quoted(value));
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}

package shardlab.app;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * The cluster that says how designs would be, beside the server that is read: at a URL of its own, of the engine that was
 * asked for, or else the lab's own that runs.
 */
final class JudgeCluster {

    private static final String URL = "SHARDLAB_JUDGE_URL";
    private static final String REMOTE = "remote";

    private final Settings settings;

    private JudgeCluster(Settings settings) {
        this.settings = settings;
    }

    /** @throws LabException if two clusters are named */
    static JudgeCluster of(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        String url = variables.getOrDefault(URL, "").strip();
        String engine = variables.getOrDefault("SHARDLAB_ENGINE", "").strip();
        if (!url.isEmpty() && !engine.isEmpty() && !engine.equals(REMOTE)) {
            throw new LabException(URL + " names a cluster to judge, and SHARDLAB_ENGINE=" + engine + " another",
                    "unset one of them; ./lab advise --judge-url and --engine each stand for both");
        }
        variables.put("SHARDLAB_URL", url);
        variables.put("SHARDLAB_ENGINE", !url.isEmpty() ? REMOTE : engine.equals(REMOTE) ? "" : engine);
        return new JudgeCluster(Settings.from(variables));
    }

    /**
     * Attaches to it; empty if none runs and none was named.
     *
     * @throws LabException if the one that was named does not run, or has no Citus at its URL
     */
    Optional<Cluster> find() {
        Optional<Cluster> found = RunningCluster.find(settings);
        if (found.isEmpty() && settings.engine().isPresent()) {
            throw new LabException("no cluster of the engine " + settings.engine().get() + " runs to judge designs",
                    "./lab up --engine " + settings.engine().get() + " starts one; without --engine the lab's own that "
                    + "runs is asked, or none");
        }
        settings.url().ifPresent(url -> requireCitus(found.orElseThrow()));
        return found;
    }

    /**
     * The same; starts the lab's cluster if none runs, which goes on running, as after {@code ./lab up}.
     *
     * @throws LabException if it does not start, or the server at the URL does not answer
     */
    Cluster open(Progress progress) {
        Optional<Cluster> running = RunningCluster.find(settings);
        if (running.isPresent() || settings.url().isPresent()) {
            return find().orElseThrow(RunningCluster::none);
        }
        System.out.println("no cluster ran: one is started to load the schema into, and runs on; ./lab down stops it");
        return Cluster.open(settings, progress);
    }

    private static void requireCitus(Cluster cluster) {
        try (Session session = Session.open(cluster.coordinator())) {
            if (session.query(SqlFile.read("advise/citus_installed.sql")).size() == 0) {
                throw new LabException("the server that is to judge has no Citus in its database",
                        cluster.coordinator().label(), "database " + cluster.coordinator().database(),
                        "name a database that has it: --judge-url URL", null);
            }
        } catch (SqlException e) {
            throw new LabException("the server that is to judge cannot be asked", cluster.coordinator().label(), e.what(),
                    "see that it runs and that user and password in --judge-url are right, or leave it out", e);
        }
    }
}

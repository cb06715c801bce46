package shardlab.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.Settings;
import shardlab.cluster.Cluster;

/** What the index of the book says of the cluster and its data, as JSON. */
@Command(name = "provenance", hidden = true)
final class ProvenanceJson implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        var running = RunningCluster.find();
        if (running.isEmpty()) {
            return Main.NO_CLUSTER;
        }
        try (var cluster = running.get()) {
            System.out.println(new ObjectMapper().writeValueAsString(facts(cluster, Settings.fromEnvironment())));
        }
        return 0;
    }

    private static LinkedHashMap<String, String> facts(Cluster cluster, Settings settings) {
        var provenance = cluster.provenance();
        var facts = new LinkedHashMap<String, String>();
        facts.put("engine", provenance.engine());
        facts.put("PostgreSQL", provenance.postgresVersion());
        facts.put("Citus", provenance.citusVersion() == null ? "none: stock PostgreSQL" : provenance.citusVersion());
        facts.put("nodes", "1 coordinator, " + provenance.workers() + " workers on "
                + (provenance.hosts() == 1 ? "one machine" : provenance.hosts() + " hosts"));
        facts.put("durability", provenance.durability());
        facts.put("sales", String.format(Locale.ROOT, "%,d", settings.sales()));
        facts.put("seed", String.valueOf(settings.seed()));
        return facts;
    }
}

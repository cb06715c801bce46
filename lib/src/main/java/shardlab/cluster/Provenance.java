package shardlab.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shardlab.engine.Engine;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * Where a number comes from: printed with every measurement and under every figure. All of it was asked of the servers.
 *
 * @param engine            the engine's name
 * @param postgresVersion   such as {@code 18.6}
 * @param citusVersion      such as {@code 13.2.0}, or null where there is no Citus
 * @param workers           the number of workers
 * @param hosts             the number of different hosts
 * @param fsync             the setting of that name: {@code on} or {@code off}
 * @param synchronousCommit the setting of that name
 */
public record Provenance(String engine, String postgresVersion, String citusVersion, int workers, int hosts,
                         String fsync, String synchronousCommit) {

    static Provenance of(Session coordinator, Engine engine, List<Node> nodes) {
        var row = coordinator.query(SqlFile.read("cluster/provenance.sql")).row(0);
        int workers = (int) nodes.stream().filter(node -> !node.coordinator()).count();
        int hosts = engine.ownsServers() ? 1 : (int) nodes.stream().map(node -> node.server().host()).distinct().count();
        return new Provenance(engine.name(), row.text("postgres_version"), row.text("citus_version"), workers, hosts,
                row.text("fsync"), row.text("synchronous_commit"));
    }

    /** One line: {@code embedded · PostgreSQL 18.6 · 1 + 4 nodes on one machine · fsync on, synchronous_commit on}. */
    public String caption() {
        String citus = citusVersion == null ? "" : " · Citus " + citusVersion;
        String machines = hosts == 1 ? "one machine" : hosts + " hosts";
        return engine + " · PostgreSQL " + postgresVersion + citus + " · 1 + " + workers + " nodes on " + machines
                + " · " + durability();
    }

    /** The same, each with its name, in the order in which a reader wants them. */
    public Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("engine", engine);
        facts.put("PostgreSQL", postgresVersion);
        facts.put("Citus", citusVersion == null ? "none: stock PostgreSQL" : citusVersion);
        facts.put("nodes", "1 coordinator, " + workers + " workers on "
                + (hosts == 1 ? "one machine" : hosts + " hosts"));
        facts.put("durability", durability());
        return facts;
    }

    /** The durability alone: {@code fsync on, synchronous_commit on}. */
    public String durability() {
        return "fsync " + fsync + ", synchronous_commit " + synchronousCommit;
    }
}

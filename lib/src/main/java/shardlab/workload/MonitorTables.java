package shardlab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.ThisProcess;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.sql.Running;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/**
 * A table {@code monitor_lab.purchase} of twelve tenants, no two of them in one shard, on which something goes on all the
 * time, while the cluster counts: statements, and on Citus tenants and queries by their kind. Close it, and the table is
 * gone, and the cluster counts what it counted before.
 */
public final class MonitorTables implements AutoCloseable {

    static final int ROWS = 400;
    private static final int TENANTS = 12;
    /** What makes Citus count; no session can set it for the sessions that it has on the workers. */
    private static final Map<String, String> COUNTING = Map.of("citus.stat_statements_track", "all",
            "citus.stat_tenants_track", "all", "citus.enable_stat_counters", "on");

    private static final String SCHEMA = "monitor_lab";

    private final Cluster cluster;
    private final SchemaHold hold;
    private final List<Session> nodes = new ArrayList<>();
    private final List<NodeSetting> settings = new ArrayList<>();
    private final List<Incident> incidents = new CopyOnWriteArrayList<>();
    private final Thread hook = new Thread(this::leaveNothing, "remove the monitor's table");
    private boolean ownExtension;
    private List<Integer> tenants = List.of();
    private MonitorLoad ordinary;

    private MonitorTables(Cluster cluster, SchemaHold hold) {
        this.cluster = cluster;
        this.hold = hold;
    }

    /**
     * Makes the table, has the cluster count, and lets ordinary work begin: about forty statements a second. Another process
     * that has it is waited for.
     */
    public static MonitorTables make(Cluster cluster, Progress progress) {
        var made = new MonitorTables(cluster, SchemaHold.take(cluster, SCHEMA, progress));
        Cleaning.ifFails(made::close, () -> {
            Runtime.getRuntime().addShutdownHook(made.hook);
            MonitorNotes.putBack(cluster);
            made.create(progress);
            made.count();
            progress.report("tables, and what counts", 2, 3, "steps");
            made.ordinary = MonitorLoad.ordinary(cluster, made.tenants);
            progress.report("tables, and what counts", 3, 3, "steps");
        });
        return made;
    }

    private void create(Progress progress) {
        try (Session session = cluster.session()) {
            session.execute("set client_min_messages = warning");
            session.execute(sql("tables"));
            session.query(sql("distribute"));
            tenants = session.query(sql("tenants"), TENANTS).stream().map(row -> row.integer("tenant")).toList();
            progress.report("tables, and what counts", 1, 3, "steps");
            session.update(sql("fill"), tenants.toArray(Integer[]::new), ROWS);
        }
    }

    private void count() {
        try (Session session = cluster.session()) {
            boolean there = session.query(sql("has_extension")).row(0).truth("there");
            if (cluster.can(Capability.STATEMENT_STATISTICS) && !there) {
                MonitorNotes.extension(session);
                ownExtension = true;
                onAllNodes(cluster, session, sql("extension"));
                session.query(sql("on_all_nodes"), sql("begin_anew"));
            }
        }
        if (cluster.ownsServers() && cluster.can(Capability.CITUS_SETTINGS)) {
            nodes.add(cluster.session());
            cluster.workers().forEach(worker -> nodes.add(Session.open(worker)));
            nodes.forEach(this::count);
        }
    }

    private void count(Session node) {
        COUNTING.forEach((name, value) -> {
            if (node.query("select current_setting(?, true) is not null as known", name).row(0).truth("known")) {
                var setting = new NodeSetting(node, name);
                settings.add(setting);
                MonitorNotes.setting(nodes.get(0), setting);
                setting.set(value);
            }
        });
    }

    /** True if the lab may have this cluster count all that it can. */
    public boolean counts() {
        return !settings.isEmpty();
    }

    List<Integer> tenants() {
        return tenants;
    }

    Cluster cluster() {
        return cluster;
    }

    static String sql(String name) {
        return SqlFile.read("workload/monitor/" + name + ".sql");
    }

    @Override
    public void close() {
        Running.undisturbed(this::end);
    }

    private void end() {
        List<Cleaning> ends = new ArrayList<>(work());
        settings.forEach(setting -> ends.add(setting::close));
        nodes.forEach(node -> ends.add(node::close));
        ends.add(() -> leaveNothing(cluster.coordinator()));
        ends.add(() -> ThisProcess.forget(hook));
        ends.add(hold);
        Cleaning.all(ends);
    }

    /** All that uses the table, and may hold locks on it. */
    private List<Cleaning> work() {
        List<Cleaning> ends = new ArrayList<>();
        incidents.forEach(incident -> ends.add(incident::close));
        if (ordinary != null) {
            ends.add(ordinary::close);
        }
        return ends;
    }

    /** An incident on this table: it ends with it at the latest. */
    Incident keep(Incident incident) {
        incidents.add(incident);
        return incident;
    }

    /** The process ends, and perhaps in the middle of an incident. */
    private void leaveNothing() {
        try {
            Cleaning.all(work());
            leaveNothing(cluster.coordinator());
        } catch (SqlException serverGone) {
            System.getLogger(MonitorTables.class.getName()).log(System.Logger.Level.DEBUG, "the table stays", serverGone);
        }
    }

    private void leaveNothing(Server coordinator) {
        try (Session session = Session.open(coordinator)) {
            session.execute("set client_min_messages = warning");
            session.execute(sql("drop"));
            if (ownExtension) {
                onAllNodes(cluster, session, sql("drop_extension"));
                ownExtension = false;
            }
        }
    }

    static void onAllNodes(Cluster cluster, Session session, String statement) {
        if (cluster.can(Capability.CITUS_SETTINGS)) {
            session.execute(statement);
        } else {
            session.query(sql("on_all_nodes"), statement);
        }
    }
}

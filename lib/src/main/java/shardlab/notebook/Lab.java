package shardlab.notebook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.chart.Chart;
import shardlab.chart.StoredFigure;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.cluster.Provenance;
import shardlab.figures.Figures;
import shardlab.measure.Traffic;
import shardlab.plan.Plan;
import shardlab.plan.Plans;
import shardlab.repartition.Shuffles;
import shardlab.retail.Retail;
import shardlab.sharding.Sharding;
import shardlab.sql.Session;
import shardlab.watch.ClusterWatch;
import shardlab.workload.ClientTable;
import shardlab.workload.Connections;
import shardlab.workload.Inserts;
import shardlab.workload.Joins;
import shardlab.workload.MonitorTables;
import shardlab.workload.NodeTraffic;
import shardlab.workload.Rebalancing;
import shardlab.workload.TailLatency;
import shardlab.workload.TransferTables;
import shardlab.workload.Transfers;

/**
 * The lab in a learner's hand: what the first cell of every notebook opens. There is one of it in a kernel; opening it
 * again, which a re-run of the first cell does, gives a fresh look at the same cluster.
 */
public final class Lab implements AutoCloseable {

    private static volatile Lab current;

    private final Settings settings;
    private final Cluster cluster;
    private final Sessions sessions;
    private final LessonSchemas schemas;
    private Rebalancing rebalancing;

    private Lab(Settings settings, Cluster cluster) {
        this.settings = settings;
        this.cluster = cluster;
        this.sessions = new Sessions(new NodeNames(cluster)::server);
        this.schemas = new LessonSchemas(settings.learner(), cluster::session, sessions);
    }

    /**
     * Attaches to the running cluster, or starts one, and shows what it is. Servers that are down are started; the
     * sessions of a lab that was open before are closed.
     *
     * @throws LabException if no engine could be started; its message says what was tried
     */
    public static synchronized Lab open() {
        closeCurrent();
        Lab lab = current();
        Shell.display(Welcome.to(lab));
        CourseMap.begun();
        return lab;
    }

    /** The open lab; opened without a word if no cell did it yet. */
    static synchronized Lab current() {
        if (current == null) {
            Settings settings = Settings.fromEnvironment();
            ProgressBar progress = new ProgressBar();
            current = new Lab(settings, Cluster.open(settings, progress));
            progress.finish();
            BrokenOff.undo(current.cluster);
        }
        return current;
    }

    /** The open lab, if there is one. */
    static Optional<Lab> opened() {
        return Optional.ofNullable(current);
    }

    /** Closes the open lab, if there is one; the cluster goes on. */
    static synchronized void closeCurrent() {
        Optional<Lab> lab = opened();
        current = null;
        lab.ifPresent(Lab::close);
    }

    Sessions sessions() {
        return sessions;
    }

    /** What this session of the lab was asked for: engine, sales, seed. */
    public Settings settings() {
        return settings;
    }

    /** The coordinator and its workers. */
    public Cluster cluster() {
        return cluster;
    }

    /** The session on the coordinator that {@code %%sql} uses; do not close it. */
    public Session session() {
        return sessions.on(NodeNames.COORDINATOR);
    }

    /** The session on a node, by its name such as {@code worker-1}; do not close it. */
    public Session session(String node) {
        return sessions.on(node);
    }

    /** One more session on the coordinator, with other settings of the driver; it finds the same tables. Close it. */
    public Session another(Properties driverSettings) {
        return sessions.another(NodeNames.COORDINATOR, driverSettings);
    }

    /** Makes a lesson's schema anew, this kernel's own and first among those searched; returns what it is called. */
    public String schema(String lesson) {
        return schemas.make(lesson);
    }

    /** Drops a lesson's schema with all that is in it. */
    public void dropSchema(String lesson) {
        schemas.drop(lesson);
    }

    /** Waits until no other kernel has that schema, which all learners share; then this one has it until the lab closes. */
    public void alone(String schema) {
        schemas.takeTurn(schema);
    }

    /** Where tables are and which shard a value goes to. */
    public Sharding sharding() {
        return new Sharding(session());
    }

    /**
     * The ten-state data, of the size and seed that were asked for, in the learner's schema {@code retail}. Rows go
     * straight to the workers, or by the coordinator where this machine cannot reach them.
     */
    public Retail retail() {
        return Retail.of(cluster.coordinator()).schema(schemas.name(Retail.DEFAULT_SCHEMA))
                .workers(cluster.reachesWorkers() ? cluster.workers() : List.of())
                .directShardCopy(cluster.can(Capability.DIRECT_SHARD_COPY))
                .sales(settings.sales()).seed(settings.seed()).replacing(settings.reload())
                .telling(new ProgressBar());
    }

    /** The figures of the lessons. */
    public Figures figures() {
        return new Figures(cluster, sharding());
    }

    /**
     * What a figure looks like on real Citus. On a cluster that is made of something else it shows the stored one, with a
     * label that says so; on Citus the cell above has just drawn it. With {@code SHARDLAB_STORE_FIGURES} naming a
     * folder, Citus's figure is put there, to be stored with the library.
     *
     * @param name what it is stored under
     * @param here draws it on this cluster; not asked unless it is to be stored
     */
    public void citusFigure(String name, Supplier<? extends Chart> here) {
        if (!cluster.can(Capability.REPARTITION_JOIN)) {
            Shell.display(StoredFigure.of(name));
            return;
        }
        Optional.ofNullable(System.getenv("SHARDLAB_STORE_FIGURES")).filter(folder -> !folder.isBlank())
                .ifPresent(folder -> StoredFigure.keep(here.get(), Path.of(folder), name));
    }

    /** How the cluster would run a statement; values are bound to {@code ?}. Nothing is run. */
    public Plan plan(String sql, Object... parameters) {
        return new Plans(session()).explain(sql, parameters);
    }

    /** Joins timed over a range of sizes, shard counts or networks; tells the progress of each. */
    public Joins joins() {
        return new Joins(cluster, new ProgressBar());
    }

    /** Rows brought into {@code users(id)} in every way, on the cluster and beside it; tells the progress of each. */
    public Inserts inserts() {
        return new Inserts(cluster, new ProgressBar());
    }

    /** Money moved between accounts, in one shard and in several, with and without accidents; tells the progress of each. */
    public Transfers transfers(TransferTables accounts) {
        return new Transfers(cluster, accounts, new ProgressBar());
    }

    /** What a lesson about skew needs beside SQL; undoes what an earlier run left. It ends with the lab at the latest. */
    public synchronized Rebalancing rebalancing() {
        if (rebalancing != null) {
            rebalancing.close();
        }
        rebalancing = Rebalancing.begin(cluster, new ProgressBar());
        return rebalancing;
    }

    /** Clients that come by their connections in several ways; tells the progress of each. */
    public Connections connections() {
        return new Connections(cluster, new ProgressBar()).seed(settings.seed());
    }

    /** The table {@code client_lab.users} that clients read and write, made anew; close it to remove it. */
    public ClientTable clientTable(long users) {
        return ClientTable.make(cluster, users, new ProgressBar());
    }

    /** One slow worker, met by chance; tells the progress. */
    public TailLatency tailLatency(ClientTable table) {
        return new TailLatency(cluster, table, new ProgressBar());
    }

    /** The counters of the loopback or the bridge over which the nodes talk; where this machine has none, it prints so. */
    public Optional<Traffic> traffic() {
        return NodeTraffic.of(cluster, Shell::display);
    }

    /** The cluster seen while it works, a picture a second: {@code show} it, and go on. One goes on at a time. */
    public LiveWatch watch() {
        return watch(ClusterWatch.PACE);
    }

    /** The same at another pace; four pictures a second at most. */
    public LiveWatch watch(Duration every) {
        return LiveWatch.begin(settings, every);
    }

    /** A table with work on it, and a cluster that counts what is done; close it to leave nothing. */
    public MonitorTables monitorTables() {
        return MonitorTables.make(cluster, new ProgressBar());
    }

    /**
     * Designs for tables of your own: by which column each is distributed, or whether it is a reference table. Tables are
     * a schema as {@code pg_dump --schema-only} writes it, or the JDBC URL of a server, which is only read; weights of
     * queries stand in comments, {@code -- weight: 40}; rows are lines such as {@code orders,1000000}.
     */
    public LabAdvice advise(String tables, String queries, String rows) {
        return LabAdvice.of(cluster, tables, queries, rows);
    }

    /** The same without the rows of tables. */
    public LabAdvice advise(String tables, String queries) {
        return advise(tables, queries, "");
    }

    /** The same for a server at a URL, by what its {@code pg_stat_statements} has counted. */
    public LabAdvice advise(String url) {
        return advise(url, "");
    }

    /** What a join moves, computed from the rows that the tables have now. */
    public Shuffles shuffles() {
        return new Shuffles(session());
    }

    /** The map of the course: its lessons, and what was done of them where they were opened in Jupyter. */
    public CourseMap course() {
        return CourseMap.now();
    }

    /** The nodes, for a look at them. */
    public List<NodeLine> nodes() {
        return cluster.nodes().stream().map(NodeLine::of).toList();
    }

    /** Where the numbers of this session come from: engine, versions, durability. */
    public Provenance provenance() {
        return cluster.provenance();
    }

    /** The provenance as the line below a figure. */
    public String caption() {
        return provenance().caption();
    }

    /** The same for what was measured on so many sales: {@code … · 200,000 sales}. */
    public String caption(long sales) {
        return caption() + String.format(Locale.ROOT, " · %,d sales", sales);
    }

    /** Closes the sessions; the cluster goes on, for other notebooks. {@code ./lab down} ends it. */
    @Override
    public void close() {
        LiveWatch.endCurrent();
        try (cluster; sessions; schemas; var begun = rebalancing) {
            rebalancing = null;
        }
    }
}

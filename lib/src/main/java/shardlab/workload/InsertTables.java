package shardlab.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shardlab.Cleaning;
import shardlab.Progress;
import shardlab.cluster.Capability;
import shardlab.cluster.Cluster;
import shardlab.plan.Plans;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * The table {@code users}, distributed by {@code id} on a cluster, and the same on one plain PostgreSQL of the same
 * version, until closed. The plain one is a database of its own on the coordinator's server, without any extension; on
 * a cluster that is not the lab's, where no database is to be made, it is a local table of the coordinator.
 */
public final class InsertTables implements AutoCloseable {

    private static final String SCHEMA = "insert_lab";
    private static final String LOCAL_SCHEMA = "insert_lab_local";
    private static final String DATABASE = "insert_lab_plain";

    private final Cluster cluster;
    private final SchemaHold hold;
    private final InsertPlace distributed;
    private final InsertPlace plain;

    private InsertTables(Cluster cluster, SchemaHold hold) {
        this.cluster = cluster;
        this.hold = hold;
        this.distributed = new InsertPlace("cluster", cluster.coordinator(), SCHEMA, everyNode());
        this.plain = cluster.ownsServers() ? new InsertPlace("plain PostgreSQL", database(), SCHEMA, List.of())
                : new InsertPlace("local table", cluster.coordinator(), LOCAL_SCHEMA, List.of());
    }

    /**
     * Creates them anew, and fills the tables that are selected from. Another process that has them is waited for.
     *
     * @param waiting told for whom
     */
    static InsertTables make(Cluster cluster, long rows, Progress waiting) {
        var tables = new InsertTables(cluster, SchemaHold.take(cluster, SCHEMA, waiting));
        Cleaning.ifFails(tables::close, () -> {
            remove(cluster);
            tables.createAll(rows);
        });
        return tables;
    }

    private void createAll(long rows) {
        if (cluster.ownsServers()) {
            execute(cluster, InsertPlace.sql("create_database"));
        }
        create(plain, cluster.ownsServers() ? SCHEMA : LOCAL_SCHEMA);
        create(distributed, SCHEMA);
        distributed.session().query(InsertPlace.sql("distribute"));
        for (InsertPlace place : List.of(distributed, plain)) {
            place.session().update(InsertPlace.sql("fill_by_id"), rows);
            place.session().update(InsertPlace.sql("fill_by_name"), rows);
        }
    }

    private static void create(InsertPlace place, String schema) {
        Session session = place.session();
        session.execute(session.format(InsertPlace.sql("create_schema"), schema));
        session.execute(SqlFile.read("retail/tables/users.sql"));
        session.execute(InsertPlace.sql("sources"));
    }

    private List<Server> everyNode() {
        return cluster.can(Capability.QUERIES_THROUGH_WORKERS) && cluster.reachesWorkers() ? cluster.workers() : List.of();
    }

    private Server database() {
        Server at = cluster.coordinator();
        return new Server("plain", at.host(), at.port(), DATABASE, at.user(), at.password(), at.options());
    }

    /** The distributed table. */
    InsertPlace distributed() {
        return distributed;
    }

    /** The one that is not. */
    InsertPlace plain() {
        return plain;
    }

    /** What the plain one is, for a caption. */
    String plainIs() {
        return cluster.ownsServers() ? "The plain PostgreSQL is another database of the coordinator's server."
                : "The local table is one of the coordinator's own, beside the distributed one.";
    }

    /** The ways of the cluster's own, each INSERT … SELECT named by how its plan says that it brings the rows. */
    List<InsertWay> waysOfTheCluster() {
        List<InsertWay> ways = new ArrayList<>();
        if (!distributed.everyNode().isEmpty()) {
            ways.add(InsertWays.COPY_BY_EVERY_NODE);
        }
        Map<String, String> byMethod = new LinkedHashMap<>();
        for (String file : List.of("select_colocated", "select_elsewhere", "select_pulled")) {
            String sql = InsertPlace.sql(file);
            byMethod.putIfAbsent(new Plans(distributed.session()).explain(sql).insertMethod()
                    .map(method -> ", " + method).orElse(""), sql);
        }
        byMethod.forEach((method, sql) -> ways.add(select(method, sql)));
        return ways;
    }

    /** INSERT … SELECT where there is only one way. */
    static InsertWay select() {
        return select("", InsertPlace.sql("select_colocated"));
    }

    private static InsertWay select(String method, String sql) {
        return InsertWay.bulk("insert … select" + method, (place, rows) -> place.session().update(sql));
    }

    /** Removes what an interrupted measurement left; what another process uses now is its own to remove. */
    public static void drop(Cluster cluster) {
        SchemaHold.ifNobodyElseHas(cluster, SCHEMA, () -> remove(cluster));
    }

    private static void remove(Cluster cluster) {
        execute(cluster, InsertPlace.sql("drop"));
        if (cluster.ownsServers()) {
            execute(cluster, InsertPlace.sql("drop_database"));
        }
    }

    private static void execute(Cluster cluster, String sql) {
        try (Session session = cluster.session()) {
            session.execute(sql);
        }
    }

    @Override
    public void close() {
        Cleaning.all(List.<Cleaning>of(distributed::close, plain::close, () -> remove(cluster), hold));
    }
}

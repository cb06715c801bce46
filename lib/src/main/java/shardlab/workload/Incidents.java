package shardlab.workload;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import shardlab.Cleaning;
import shardlab.LabException;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

/** Makes three things go wrong, each with a cause drawn by chance. */
public final class Incidents {

    private static final int HOT_SESSIONS = 3;
    private static final int LOST_SESSIONS = 2;
    private static final int WAITERS = 3;
    private static final long BETWEEN_MILLIS = 2;
    private static final long LOST_BETWEEN_MILLIS = 20;

    private final MonitorTables tables;
    private final Cluster cluster;
    private final SplittableRandom chance = new SplittableRandom();

    private Incidents(MonitorTables tables) {
        this.tables = tables;
        this.cluster = tables.cluster();
    }

    /** On these tables. */
    public static Incidents on(MonitorTables tables) {
        return new Incidents(tables);
    }

    /** One tenant writes more than all others together, until closed; it has done so for some seconds. */
    public Incident hotTenant(int seconds) {
        int hot = tenant();
        var load = new MonitorLoad(cluster, HOT_SESSIONS, BETWEEN_MILLIS, (session, random) ->
                session.update(MonitorTables.sql("visit"), hot, 1 + random.nextLong(MonitorTables.ROWS)));
        return after(seconds, incident(cause -> cause instanceof Number number && number.intValue() == hot,
                List.of(load::close)));
    }

    /** A session has changed a row and says no more; three others want that row. */
    public Incident forgottenTransaction(int seconds) {
        int tenant = tenant();
        Session forgotten = cluster.session();
        long process = forgotten.query("select pg_backend_pid()").singleNumber();
        forgotten.execute("begin");
        forgotten.update(MonitorTables.sql("forgotten"), tenant, 1);
        var waiters = new MonitorLoad(cluster, WAITERS, 1_000, (session, random) ->
                session.update(MonitorTables.sql("visit"), tenant, 1));
        return after(seconds, incident(cause -> cause instanceof Number number && number.longValue() == process,
                List.of(waiters::close, forgotten::close)));
    }

    /** A program has stopped to name the tenant: each of its queries asks every shard. */
    public Incident lostColumn(int seconds) {
        var load = new MonitorLoad(cluster, LOST_SESSIONS, LOST_BETWEEN_MILLIS, (session, random) ->
                session.query(MonitorTables.sql("lost"), 1 + random.nextLong(MonitorTables.ROWS)));
        return after(seconds, incident(cause -> cause.toString().contains("where id = ")
                && cause.toString().contains("amount >= "), List.of(load::close)));
    }

    private Incident incident(Predicate<Object> answer, List<Cleaning> ends) {
        return tables.keep(new Incident(answer, ends));
    }

    private int tenant() {
        return tables.tenants().get(chance.nextInt(tables.tenants().size()));
    }

    private static Incident after(int seconds, Incident incident) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
            return incident;
        } catch (InterruptedException e) {
            incident.close();
            Thread.currentThread().interrupt();
            throw new LabException("the incident was stopped", null, null, "run the cell again", e);
        }
    }
}

package shardlab.workload;

import shardlab.measure.Experiment;
import shardlab.measure.Outcome;
import shardlab.measure.Timed;
import shardlab.sql.ServerTime;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/** The same statement by two clocks: the server's, and the client's, which has the way and the driver in it. */
public final class Clocks {

    /** The arm that is timed here, from sending the statement to having read all rows. */
    public static final String CLIENT = "by the client's clock";

    /** The arm that is timed by the coordinator. */
    public static final String SERVER = "by the server's clock";

    private static final int ROUNDS = 40;
    private static final int WARM_UP = 10;

    private Clocks() {
    }

    /** True if the session's role may ask for the server's clock: only a superuser may. */
    public static boolean possible(Session session) {
        return session.query(SqlFile.read("workload/is_superuser.sql")).row(0).truth("superuser");
    }

    /**
     * Runs a query many times, by turns for the one clock and for the other. The server is silent while the client's
     * clock runs.
     *
     * @param provenance where it is measured
     * @throws shardlab.LabException if the role is no superuser, or the query fails
     */
    public static Outcome both(Session session, String provenance, String sql, Object... parameters) {
        return Experiment.named("One statement by two clocks").rounds(ROUNDS).warmUp(WARM_UP).provenance(provenance)
                .arm(CLIENT, () -> session.query(sql, parameters).rows())
                .arm(SERVER, () -> byTheServer(session, sql, parameters)).run();
    }

    private static Timed<?> byTheServer(Session session, String sql, Object... parameters) {
        try (ServerTime clock = new ServerTime(session)) {
            ServerTime.Reading reading = clock.query(sql, parameters);
            return new Timed<>(reading.rows().rows(), reading.time());
        }
    }
}

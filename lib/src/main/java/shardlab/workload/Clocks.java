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
     * Runs a statement many times, by turns for the one clock and for the other.
     *
     * @param provenance where it is measured
     * @throws shardlab.LabException if the role is no superuser, or the statement fails
     */
    public static Outcome both(Session session, String provenance, String sql, Object... parameters) {
        try (ServerTime clock = new ServerTime(session)) {
            return Experiment.named("One statement by two clocks").rounds(ROUNDS).warmUp(WARM_UP).provenance(provenance)
                    .arm(CLIENT, () -> {
                        ServerTime.Times times = clock.run(sql, parameters);
                        return new Timed<>(times.rows().rows(), times.client());
                    })
                    .arm(SERVER, () -> {
                        ServerTime.Times times = clock.run(sql, parameters);
                        return new Timed<>(times.rows().rows(), times.server());
                    }).run();
        }
    }
}

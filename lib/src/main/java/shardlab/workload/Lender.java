package shardlab.workload;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import shardlab.Cleaning;

/** What one client takes its prepared statement from, each time it sends it. Its methods are that client's own. */
interface Lender extends Cleaning {

    /**
     * Does beforehand what can be done, which the measurement leaves out.
     *
     * @throws shardlab.LabException if a server refuses it
     */
    void open();

    /** The statement on a connection that is this client's until it gives it back. */
    PreparedStatement take() throws SQLException;

    /** Gives it back. Where the statement failed, a connection that is gone is forgotten. */
    void give(boolean failed) throws SQLException;
}

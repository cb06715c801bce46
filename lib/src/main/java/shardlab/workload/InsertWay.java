package shardlab.workload;

import java.sql.SQLException;

/**
 * One way to bring users into a table.
 *
 * @param name     what tables and figures call it
 * @param rowByRow true if each row waits for the one before, so that only few rows can be measured
 * @param work     does it
 */
record InsertWay(String name, boolean rowByRow, Work work) {

    /** Brings all users from 1 to a number in. */
    @FunctionalInterface
    interface Work {
        void insert(InsertPlace place, long rows) throws SQLException;
    }

    static InsertWay rowByRow(String name, Work work) {
        return new InsertWay(name, true, work);
    }

    static InsertWay bulk(String name, Work work) {
        return new InsertWay(name, false, work);
    }
}

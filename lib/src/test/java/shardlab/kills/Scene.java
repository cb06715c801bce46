package shardlab.kills;

import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

/**
 * The cluster of one round.
 *
 * @param session on its coordinator
 * @param round   from 1
 */
record Scene(Settings settings, Cluster cluster, Session session, int round) {

    /** @throws AssertionError with these words, unless it holds */
    static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    long number(String sql, Object... values) {
        return session.query(sql, values).singleNumber();
    }
}

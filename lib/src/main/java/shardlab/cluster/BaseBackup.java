package shardlab.cluster;

import shardlab.engine.BaseCopy;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * A base backup of one server that goes on working: PostgreSQL is told that a copy begins, its files are copied, it is told
 * that the copy has ended; and the log that was written meanwhile is kept until {@link #complete}.
 */
final class BaseBackup implements AutoCloseable {

    private final Session session;
    private final BaseCopy copy;
    private String firstSegment;
    private String label;

    /** @param session on the server; it is closed with this */
    BaseBackup(Session session, BaseCopy copy) {
        this.session = session;
        this.copy = copy;
    }

    /** Copies the files. */
    void take() {
        session.query(sql("hold_log"));
        firstSegment = session.query(sql("start")).singleText();
        copy.data();
        label = session.query(sql("stop")).singleText();
    }

    /** Adds the log up to now. */
    void complete() {
        copy.log(label, firstSegment, session.query(sql("switch_log")).singleText());
    }

    static String sql(String name) {
        return SqlFile.read("cluster/backup/" + name + ".sql");
    }

    /** Lets the server throw away its log again. */
    @Override
    public void close() {
        session.close();
    }
}

package shardlab.workload;

import java.time.Duration;
import shardlab.LabException;

/**
 * How a client comes by the connection for a statement.
 *
 * @param how     which of the ways
 * @param size     connections of the pool; 0 where there is none
 * @param patience how long a client waits for the pool before the statement fails
 */
public record ConnectionWay(How how, int size, Duration patience) {

    /** The three ways there are. */
    public enum How {
        /** Each client has one of its own. */
        KEPT,
        /** Each statement gets a new one, which is closed after it. */
        NEW,
        /** All clients take turns on those of a pool. */
        POOLED
    }

    /** Each client keeps a connection of its own. */
    public static final ConnectionWay KEPT = new ConnectionWay(How.KEPT, 0, Duration.ZERO);

    /** A new connection for each statement. */
    public static final ConnectionWay NEW = new ConnectionWay(How.NEW, 0, Duration.ZERO);

    private static final Duration HIKARI = Duration.ofSeconds(30);
    private static final Duration LEAST = Duration.ofMillis(250);

    /** A HikariCP pool that all clients share; a client waits 30 s for a connection, as HikariCP does unless told. */
    public static ConnectionWay pool(int size) {
        return pool(size, HIKARI);
    }

    /**
     * The same with a patience of one's own.
     *
     * @throws LabException if the pool were empty, or the patience less than the 250 ms that HikariCP takes at least
     */
    public static ConnectionWay pool(int size, Duration patience) {
        if (size < 1 || patience.compareTo(LEAST) < 0) {
            throw new LabException("there is no pool of " + size + " connections and a patience of "
                    + patience.toMillis() + " ms",
                    "ask for one connection or more, and 250 ms or more");
        }
        return new ConnectionWay(How.POOLED, size, patience);
    }

    /** Such as {@code pool of 8}. */
    @Override
    public String toString() {
        return switch (how) {
            case KEPT -> "one kept by each client";
            case NEW -> "a new one each time";
            case POOLED -> "pool of " + size;
        };
    }
}

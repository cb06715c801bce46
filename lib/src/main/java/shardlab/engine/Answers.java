package shardlab.engine;

import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import shardlab.LabException;
import shardlab.sql.Server;
import shardlab.sql.Session;

/** Whether a server answers: a query over TCP, since a server takes connections before it can serve them. */
final class Answers {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Answers() {
    }

    /** True if the server logs us in and answers a query. */
    static boolean from(Server server) {
        try (var session = Session.open(server, impatient())) {
            return session.query("select 1").size() == 1;
        } catch (LabException e) {
            return false;
        }
    }

    /** Waits until the server answers; false if it does not in time. */
    static boolean eventually(Server server, Duration within) {
        return eventually(server, within, () -> true);
    }

    /** The same; false, too, as soon as there is no hope any more. */
    static boolean eventually(Server server, Duration within, BooleanSupplier hope) {
        long end = System.nanoTime() + within.toNanos();
        while (!from(server)) {
            if (System.nanoTime() > end || !hope.getAsBoolean()) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for a server", null, null, "run it again", e);
        }
    }

    private static Properties impatient() {
        var settings = new Properties();
        String seconds = Long.toString(PATIENCE.toSeconds());
        settings.setProperty("connectTimeout", seconds);
        settings.setProperty("socketTimeout", seconds);
        return settings;
    }
}

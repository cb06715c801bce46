package shardlab.app;

import java.util.Locale;
import java.util.Optional;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.engine.Engine;
import shardlab.sql.Session;
import shardlab.sql.SqlFile;

/**
 * What a reset of an engine would delete.
 *
 * @param engine the engine
 * @param stored its data
 * @param rows   what is known of the rows, such as {@code about 1,893,211 rows}
 */
record Holdings(Engine engine, Engine.Stored stored, String rows) {

    private static final double MEGABYTE = 1e6;

    /** Of an engine; empty if it has no data. */
    static Optional<Holdings> of(Engine engine, Settings settings) {
        return engine.stored().map(stored -> new Holdings(engine, stored, rows(settings.askingFor(engine.name()))));
    }

    /** By the servers' own statistics: no table is read for it. */
    private static String rows(Settings settings) {
        try {
            return Cluster.attach(settings).map(Holdings::counted).orElse("it is down, so its rows are not known");
        } catch (LabException e) {
            return "its rows are not known: " + e.what();
        }
    }

    private static String counted(Cluster cluster) {
        try (cluster; Session session = cluster.session()) {
            return String.format(Locale.ROOT, "about %,d rows",
                    session.query(SqlFile.read("app/rows.sql")).singleNumber());
        }
    }

    /** Such as {@code embedded: about 1,893,211 rows, 412 MB in /home/ann/shardlab/.lab/embedded}. */
    String sentence() {
        String size = stored.bytes().isPresent()
                ? String.format(Locale.ROOT, "%,.0f MB in ", stored.bytes().getAsLong() / MEGABYTE) : "in ";
        return engine.name() + ": " + rows + ", " + size + stored.where();
    }
}

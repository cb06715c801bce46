package shardlab.engine;

import java.util.List;
import shardlab.Progress;
import shardlab.sql.Session;

/** Where a local engine takes its PostgreSQL from, and what a new server is given before it is copied. */
interface PostgresSource {

    /** The engine's name. */
    String name();

    /** Whether it is here. */
    Engine.Fitness fitness();

    /** The programs, unpacked if need be. */
    Postgres postgres(Progress progress, ServerAccount account);

    /** The files of settings below {@code shardlab/engine/}, later ones winning. */
    List<String> settings();

    /** What the template is given: the extension, or the embedded engine's SQL. */
    void furnish(Session template);

    /** Changes whenever a template must be made anew. */
    String stamp();
}

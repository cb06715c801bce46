package shardlab.engine;

import java.nio.file.Path;
import java.util.List;
import shardlab.Progress;
import shardlab.sql.Session;

/** Where a local engine takes its PostgreSQL from, and what a new server is given before it is copied. */
interface PostgresSource {

    /** The engine's name. */
    String name();

    /** True for servers that a notebook has beside a cluster; nothing is beside these. */
    default boolean isBeside() {
        return false;
    }

    /** Whether it is here. */
    Engine.Fitness fitness();

    /** As {@link Engine#advice}. */
    default String advice() {
        return "";
    }

    /**
     * The programs, unpacked if need be.
     *
     * @param folder  where to unpack
     * @param account as whom they are to run
     */
    Postgres postgres(Path folder, ServerAccount account, Progress progress);

    /** The files of settings below {@code shardlab/engine/} for servers of these programs, later ones winning. */
    List<String> settings(Postgres postgres);

    /** What the template is given: the extension, or the embedded engine's SQL. */
    void furnish(Session template);

    /** Tells a server that was just copied from the template, and runs for the first time, from its copies. */
    void individualize(Session server);

    /**
     * Settles what a server that was killed left undecided between its workers.
     *
     * @param coordinator a session on the coordinator of nodes that are registered and answer
     */
    void settle(Session coordinator);

    /** Changes whenever what {@link #furnish} does changes: data folders of another stamp do not fit this library. */
    String stamp();
}

package shardlab.engine;

import java.nio.file.Path;
import java.util.Optional;
import shardlab.Progress;
import shardlab.files.Folders;
import shardlab.sql.Server;

/**
 * One PostgreSQL beside a cluster and no part of it: of the same version, with the same settings, on the same machine. It
 * lives no longer than this process, and two processes have one each.
 */
public final class PlainPostgres implements AutoCloseable {

    private static final String NAME = "one PostgreSQL";

    private final LocalEngine engine;
    private final ShortLived life;

    PlainPostgres(PostgresSource cluster, Path stateFolder) {
        var memory = new LocalMemory(PlainSource.beside(cluster), stateFolder);
        this.engine = alone(memory);
        this.life = ShortLived.begin(stateFolder.resolve(PlainSource.prefix(cluster)), () -> ShortLived.lock(memory),
                () -> remove(memory));
    }

    private static LocalEngine alone(LocalMemory memory) {
        return new LocalEngine(memory.source(), memory.stateFolder(), Optional.of(0));
    }

    /** Stops a server and removes all there is of it. */
    static void remove(LocalMemory memory) {
        alone(memory).reset();
        Folders.deleteQuietly(memory.folder());
        Folders.deleteQuietly(ServerFolder.outside(memory.stateFolder()).resolve(memory.source().name()));
    }

    /**
     * Makes and starts it.
     *
     * @return where it answers
     * @throws shardlab.LabException if it does not start
     */
    public Server start(Progress progress) {
        Server there = engine.start(progress).coordinator();
        return there.elsewhere(NAME, there.host(), there.port());
    }

    /** Stops it and removes its data. */
    @Override
    public void close() {
        life.close();
    }
}

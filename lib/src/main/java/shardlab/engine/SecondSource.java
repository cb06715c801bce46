package shardlab.engine;

import java.nio.file.Path;
import java.util.List;
import shardlab.Progress;
import shardlab.sql.Session;

/**
 * The same PostgreSQL for a second cluster beside the first: by another name, and so in a folder of its own, with the same
 * programs.
 *
 * @param first what the first cluster is made from
 */
record SecondSource(PostgresSource first) implements PostgresSource {

    private static final String BEHIND = "-second";

    @Override
    public String name() {
        return first.name() + BEHIND;
    }

    @Override
    public boolean isBeside() {
        return true;
    }

    @Override
    public Engine.Fitness fitness() {
        return first.fitness();
    }

    @Override
    public Postgres postgres(Path folder, ServerAccount account, Progress progress) {
        return first.postgres(folder, account, progress);
    }

    @Override
    public List<String> settings(Postgres postgres) {
        return first.settings(postgres);
    }

    @Override
    public void furnish(Session template) {
        first.furnish(template);
    }

    @Override
    public void individualize(Session server) {
        first.individualize(server);
    }

    @Override
    public void settle(Session coordinator) {
        first.settle(coordinator);
    }

    @Override
    public String stamp() {
        return first.stamp();
    }
}

package shardlab.engine;

import java.nio.file.Path;
import java.util.List;
import shardlab.Progress;
import shardlab.sql.Session;

/**
 * The same PostgreSQL with the same settings, and nothing of a cluster: no Citus, none of the embedded engine's SQL.
 *
 * @param cluster what the cluster beside it is made from
 * @param name    a name that no other process's has, and so a folder of its own
 */
record PlainSource(PostgresSource cluster, String name) implements PostgresSource {

    private static final String BEHIND = "-plain-";
    private static final int OWN_LETTERS = 12;

    /** One that is to be made. */
    static PlainSource beside(PostgresSource cluster) {
        return new PlainSource(cluster, prefix(cluster) + Template.newPassword().substring(0, OWN_LETTERS));
    }

    /** What the names of all begin with that are beside a cluster. */
    static String prefix(PostgresSource cluster) {
        return cluster.name() + BEHIND;
    }

    @Override
    public boolean isBeside() {
        return true;
    }

    @Override
    public Engine.Fitness fitness() {
        return cluster.fitness();
    }

    @Override
    public Postgres postgres(Path folder, ServerAccount account, Progress progress) {
        return cluster.postgres(folder, account, progress);
    }

    @Override
    public List<String> settings(Postgres postgres) {
        return List.of("common.conf", "loopback.conf");
    }

    @Override
    public void furnish(Session template) {
        // Plain is without anything.
    }

    @Override
    public void individualize(Session server) {
        // There is one of it.
    }

    @Override
    public void settle(Session coordinator) {
        // It has no part in any transaction of the cluster.
    }

    @Override
    public String stamp() {
        return "plain";
    }
}

package shardlab.engine;

import java.util.Map;
import java.util.Optional;
import shardlab.LabException;
import shardlab.Progress;
import shardlab.files.LockFile;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/** A cluster that is there already, by the JDBC URL of its coordinator. Nothing is started, changed or stopped. */
final class RemoteEngine implements Engine {

    private final Optional<String> url;
    private final Map<String, String> environment;

    /**
     * @param url         the URL; user and password in it, or in {@code PGUSER} and {@code PGPASSWORD}
     * @param environment the variables of this process
     */
    RemoteEngine(Optional<String> url, Map<String, String> environment) {
        this.url = url;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "remote";
    }

    @Override
    public Fitness fitness() {
        if (url.isEmpty()) {
            return new Fitness(false, "no JDBC URL is given in SHARDLAB_URL");
        }
        var parsed = RemoteUrl.of(url.get());
        return parsed.trouble().map(trouble -> new Fitness(false, trouble)).orElseGet(() ->
                new Fitness(true, "SHARDLAB_URL names the coordinator " + parsed.coordinator(environment).jdbcUrl()));
    }

    @Override
    public Optional<Servers> servers() {
        return Optional.of(Servers.ofCoordinator(coordinator()));
    }

    @Override
    public Servers start(Progress progress) {
        Server coordinator = coordinator();
        try (var session = connect(coordinator)) {
            if (session.query(SqlFile.read("engine/remote/has_citus.sql")).size() == 0) {
                throw new LabException("the server at SHARDLAB_URL has no Citus in this database", coordinator.label(),
                        "database " + coordinator.database(), "name the database that has it in the URL, or run "
                        + "CREATE EXTENSION citus there", null);
            }
        }
        return Servers.ofCoordinator(coordinator);
    }

    private static Session connect(Server coordinator) {
        try {
            return Session.open(coordinator);
        } catch (SqlException e) {
            throw new LabException("the coordinator at SHARDLAB_URL does not let us in", coordinator.label(), e.what(),
                    "see that it runs and that user and password are right (in the URL, or PGUSER and PGPASSWORD), "
                    + "or leave out --url and SHARDLAB_URL to work on one of the lab's own", e);
        }
    }

    @Override
    public boolean ownsServers() {
        return false;
    }

    @Override
    public void stop() {
        throw notOurs("stop");
    }

    @Override
    public void reset() {
        throw notOurs("remove");
    }

    @Override
    public void kill(int group) {
        throw notOurs("kill");
    }

    @Override
    public void restart(int group) {
        throw notOurs("restart");
    }

    @Override
    public void add(int group, Progress progress) {
        throw notOurs("add to");
    }

    @Override
    public void remove(int group) {
        throw notOurs("remove");
    }

    @Override
    public void regroup(int group, int now) {
        throw notOurs("regroup");
    }

    @Override
    public String lastLogLines(int group) {
        return "";
    }

    @Override
    public LockFile registrationLock() {
        throw notOurs("register");
    }

    private LabException notOurs(String verb) {
        return new LabException("the lab did not start this cluster, and does not " + verb + " its servers",
                coordinator().label(), "engine remote, by SHARDLAB_URL",
                "use its own tools, or leave out --url and SHARDLAB_URL to work on one of the lab's own", null);
    }

    private Server coordinator() {
        var fitness = fitness();
        if (!fitness.fits()) {
            throw new LabException(fitness.reason(),
                    "set SHARDLAB_URL to jdbc:postgresql://host:5432/database, with user and password in it or in "
                    + "PGUSER and PGPASSWORD");
        }
        return RemoteUrl.of(url.orElseThrow()).coordinator(environment);
    }
}

package shardlab.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.sql.Server;
import shardlab.sql.Session;
import shardlab.sql.SqlException;
import shardlab.sql.SqlFile;

/** The engines there are, in the order in which they are preferred, and the choice among them. */
public final class Engines {

    private Engines() {
    }

    /**
     * The engine to use, and how that came about.
     *
     * @param engine   the engine
     * @param sentence which, why, and how to choose another
     */
    public record Choice(Engine engine, String sentence) {
    }

    /** All engines, the preferred first. */
    public static List<Engine> all(Settings settings) {
        var environment = System.getenv();
        return List.of(
                new RemoteEngine(settings.url(), environment),
                new ComposeEngine(settings, environment),
                new DockerEngine(settings, environment),
                new LocalEngine(new ImagePostgres(settings, environment), settings),
                new LocalEngine(new InstalledPostgres(environment), settings),
                new LocalEngine(new EmbeddedPostgres(), settings));
    }

    /**
     * Chooses the engine that was asked for, by its name or by giving a URL, or the first that fits.
     *
     * @throws LabException if the one asked for cannot run, or none can; it says what was tried
     */
    public static Choice choose(Settings settings) {
        var engines = all(settings);
        var asked = settings.engine().or(() -> settings.url().map(url -> "remote"));
        return asked.map(name -> asked(engines, name)).orElseGet(() -> first(engines));
    }

    /**
     * An engine by its name, whether or not it can run: what it left behind can be stopped and removed all the same.
     *
     * @throws LabException if there is none of that name
     */
    public static Engine named(Settings settings, String name) {
        return named(all(settings), name);
    }

    /**
     * The server at a JDBC URL, which may be no cluster's; user and password are in the URL, or in {@code PGUSER} and
     * {@code PGPASSWORD}.
     *
     * @throws LabException if the URL cannot be read
     */
    public static Server serverAt(String url) {
        Server server = new RemoteEngine(Optional.of(url), System.getenv()).servers().orElseThrow().coordinator();
        return server.elsewhere("source", server.host(), server.port());
    }

    private static Engine named(List<Engine> engines, String name) {
        return engines.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow(() ->
                new LabException("there is no engine '" + name + "'", "choose one of " + names(engines)));
    }

    private static Choice asked(List<Engine> engines, String name) {
        Engine engine = named(engines, name);
        var fitness = fitness(engine);
        if (!fitness.fits()) {
            throw new LabException("the engine '" + name + "' cannot run here", null, fitness.reason(),
                    remedy(engines.stream().filter(each -> each != engine).toList()), null);
        }
        return new Choice(engine, "Engine " + name + ", as asked for: " + fitness.reason() + ". " + others(engines, engine));
    }

    private static Choice first(List<Engine> engines) {
        String notDocker = "";
        for (Engine engine : engines) {
            var fitness = fitness(engine);
            if (fitness.fits()) {
                String preferred = engine.name() + ": " + fitness.reason() + ". ";
                var later = engines.subList(engines.indexOf(engine) + 1, engines.size());
                return kept(engine, later, preferred).orElse(new Choice(engine,
                        "Engine " + preferred + notDocker + others(engines, engine)));
            }
            if (engine instanceof DockerEngine) {
                notDocker = "Not Docker: " + fitness.reason() + ". ";
            }
        }
        String tried = engines.stream().map(each -> each.name() + ": " + fitness(each).reason())
                .collect(Collectors.joining("; "));
        throw new LabException("no engine can run here", null, tried, "see README, section Engines", null);
    }

    private static String others(List<Engine> engines, Engine chosen) {
        return (chosen.advice() + " Choose another with --engine or SHARDLAB_ENGINE: ").stripLeading()
                + engines.stream().filter(each -> each != chosen).map(Engine::name).collect(Collectors.joining(", ")) + ".";
    }

    /** A cluster that runs and has data is kept though a better engine is there by now, unless that one runs as well. */
    private static Optional<Choice> kept(Engine preferred, List<Engine> later, String found) {
        if (preferred.running().isPresent()) {
            return Optional.empty();
        }
        String instead = "There is now " + found
                + "It is chosen with --engine " + preferred.name() + ", or after ./lab down.";
        return later.stream().filter(engine -> fitness(engine).fits()).flatMap(engine -> reasonToKeep(engine).stream()
                .map(reason -> new Choice(engine, "Engine " + engine.name() + ": " + reason + ". " + instead))).findFirst();
    }

    /** Of a cluster that runs in part nobody can ask whether it has data. */
    private static Optional<String> reasonToKeep(Engine engine) {
        if (engine.running().isEmpty()) {
            return Optional.of("servers of its cluster run").filter(reason -> !engine.alive().isEmpty());
        }
        return Optional.of("its cluster runs and has data").filter(reason -> hasData(engine));
    }

    private static boolean hasData(Engine engine) {
        return engine.running().map(servers -> {
            try (var session = Session.open(servers.coordinator())) {
                return session.query(SqlFile.read("engine/has_data.sql")).row(0).truth("has_data");
            } catch (SqlException goneSince) {
                return false;
            }
        }).orElse(false);
    }

    /** An engine that cannot even be asked cannot run, and the choice goes on. */
    private static Engine.Fitness fitness(Engine engine) {
        try {
            return engine.fitness();
        } catch (LabException e) {
            return new Engine.Fitness(false, e.what() + (e.state() == null ? "" : ": " + e.state()));
        }
    }

    /** Only engines that can run are named. */
    private static String remedy(List<Engine> others) {
        String fit = names(others.stream().filter(each -> fitness(each).fits()).toList());
        return fit.isEmpty() ? "see README, section Engines: no other engine can run here either"
                : "choose another with --engine or SHARDLAB_ENGINE: " + fit;
    }

    private static String names(List<Engine> engines) {
        return engines.stream().map(Engine::name).collect(Collectors.joining(", "));
    }
}

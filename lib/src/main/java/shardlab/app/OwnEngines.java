package shardlab.app;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import shardlab.Settings;
import shardlab.engine.Engine;
import shardlab.engine.Engines;

/** The engines that a command is about: the one that was asked for, or all whose servers the lab may have started. */
final class OwnEngines {

    private static final String REMOTE = "remote";
    /** Servers of these are somebody else's, and are left alone unless the engine is asked for by name. */
    private static final Set<String> OF_OTHERS = Set.of(REMOTE, "compose");

    private OwnEngines() {
    }

    /** Engines to stop or to reset: what a URL names counts as asked for. */
    static List<Engine> of(Settings settings) {
        return asked(settings).map(name -> List.of(Engines.named(settings, name))).orElseGet(() ->
                Engines.all(settings).stream().filter(engine -> !OF_OTHERS.contains(engine.name())).toList());
    }

    private static Optional<String> asked(Settings settings) {
        return settings.engine().or(() -> settings.url().map(url -> REMOTE));
    }

    /** Engines of which some servers run and the coordinator does not answer. */
    static List<Engine> withoutCoordinator(Settings settings) {
        return of(settings).stream().filter(engine -> engine.running().isEmpty() && !engine.alive().isEmpty()).toList();
    }

    /** Engines that run and that {@link #of} leaves out, by name. */
    static List<String> leftAlone(Settings settings) {
        if (asked(settings).isPresent()) {
            return List.of();
        }
        return Engines.all(settings).stream()
                .filter(engine -> OF_OTHERS.contains(engine.name()) && !engine.name().equals(REMOTE))
                .filter(engine -> engine.running().isPresent()).map(Engine::name).toList();
    }

    /** Settings that ask for each engine whose cluster runs now, the preferred first. */
    static List<Settings> running(Settings settings) {
        if (asked(settings).isPresent()) {
            return List.of(settings);
        }
        return Engines.all(settings).stream()
                .filter(engine -> !engine.name().equals(REMOTE) && engine.running().isPresent())
                .map(engine -> settings.askingFor(engine.name()))
                .toList();
    }
}

package shardlab.app;

import java.util.List;
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

    /** Engines to stop or to reset. */
    static List<Engine> toStop(Settings settings) {
        if (settings.engine().isPresent()) {
            return List.of(Engines.choose(settings).engine());
        }
        return Engines.all(settings).stream().filter(engine -> !OF_OTHERS.contains(engine.name())).toList();
    }

    /** Engines that run and that {@link #toStop} leaves out, by name. */
    static List<String> leftAlone(Settings settings) {
        if (settings.engine().isPresent()) {
            return List.of();
        }
        return Engines.all(settings).stream()
                .filter(engine -> OF_OTHERS.contains(engine.name()) && !engine.name().equals(REMOTE))
                .filter(engine -> engine.running().isPresent()).map(Engine::name).toList();
    }

    /** Settings that ask for each engine whose cluster runs now, the preferred first. */
    static List<Settings> running(Settings settings) {
        if (settings.engine().isPresent() || settings.url().isPresent()) {
            return List.of(settings);
        }
        return Engines.all(settings).stream()
                .filter(engine -> !engine.name().equals(REMOTE) && engine.running().isPresent())
                .map(engine -> settings.askingFor(engine.name()))
                .toList();
    }
}

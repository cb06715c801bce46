package shardlab.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import shardlab.Settings;
import shardlab.engine.Engine;
import shardlab.engine.Engines;

/** The engines that start their servers side by side on this machine, and so can be measured one beside another. */
final class EnginesHere {

    private static final List<String> NAMES = List.of("embedded", "installed", "image");

    private EnginesHere() {
    }

    /** Settings that ask for each of them that fits; of the others it says why not. */
    static List<Settings> fitting(Settings settings, PrintStream out) {
        List<Settings> fitting = new ArrayList<>();
        for (Engine engine : Engines.all(settings)) {
            if (!NAMES.contains(engine.name())) {
                continue;
            }
            if (engine.fitness().fits()) {
                fitting.add(settings.askingFor(engine.name()));
            } else {
                out.println(engine.name() + ": not measured, " + engine.fitness().reason());
            }
        }
        return fitting;
    }
}

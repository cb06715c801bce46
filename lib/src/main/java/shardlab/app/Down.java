package shardlab.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.Settings;
import shardlab.engine.Engine;

/** {@code ./lab down}: also ends what is left of a cluster whose coordinator no longer answers. */
@Command(name = "down", description = "Stops the cluster and keeps its data.")
final class Down implements Callable<Integer> {

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        boolean any = false;
        for (Engine engine : OwnEngines.of(settings)) {
            boolean ran = engine.running().isPresent();
            engine.stop();
            any |= ran;
            if (ran) {
                System.out.println(engine.name() + ": stopped; its data is kept, ./lab up starts it again");
            }
        }
        List<String> others = OwnEngines.leftAlone(settings);
        others.forEach(name -> System.out.println(name + " runs and is left alone: ./lab down --engine " + name));
        if (!any && others.isEmpty()) {
            System.out.println("no cluster was running");
        }
        return 0;
    }
}

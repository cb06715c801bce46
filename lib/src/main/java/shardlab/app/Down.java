package shardlab.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.Settings;
import shardlab.engine.Engine;

/** {@code ./lab down}: also ends what is left of a cluster whose coordinator no longer answers, and tells what that was. */
@Command(name = "down", description = "Stops the cluster and keeps its data.")
final class Down implements Callable<Integer> {

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        boolean any = false;
        for (Engine engine : OwnEngines.of(settings)) {
            List<String> ran = engine.alive();
            List<String> besides = engine.besides();
            engine.stop();
            if (!besides.isEmpty()) {
                System.out.println(engine.name() + ": removed what a notebook had beside it: "
                        + String.join(", ", besides));
            }
            any |= !ran.isEmpty() || !besides.isEmpty();
            if (!ran.isEmpty()) {
                System.out.println(engine.name() + ": stopped " + String.join(", ", ran)
                        + "; the data is kept, ./lab up --engine " + engine.name() + " starts the cluster again");
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

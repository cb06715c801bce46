package shardlab.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.Settings;
import shardlab.engine.Engine;

/** {@code ./lab down}: also ends what is left of a cluster whose coordinator no longer answers. */
@Command(name = "down", description = "Stops the cluster and keeps its data.")
final class Down implements Callable<Integer> {

    @Override
    public Integer call() {
        boolean any = false;
        for (Engine engine : OwnEngines.toStop(Settings.fromEnvironment())) {
            boolean ran = engine.running().isPresent();
            engine.stop();
            any |= ran;
            if (ran) {
                System.out.println(engine.name() + ": stopped; its data is kept, ./lab up starts it again");
            }
        }
        if (!any) {
            System.out.println("no cluster was running");
        }
        return 0;
    }
}

package shardlab.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.Settings;
import shardlab.engine.Engines;

/** The name of the engine that a notebook would take now: {@code ./lab run} asks once and hands it to all of them. */
@Command(name = "choice", hidden = true)
final class ChosenEngine implements Callable<Integer> {

    @Override
    public Integer call() {
        System.out.println(Engines.choose(Settings.fromEnvironment()).engine().name());
        return 0;
    }
}

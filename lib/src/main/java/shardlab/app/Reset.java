package shardlab.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.engine.Engine;

/** {@code ./lab reset}. */
@Command(name = "reset", description = "Stops the cluster and deletes its data.")
final class Reset implements Callable<Integer> {

    @Option(names = {"-y", "--yes"}, description = "Does not ask first.")
    private boolean yes;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        var engines = OwnEngines.toStop(settings);
        String names = engines.stream().map(Engine::name).collect(Collectors.joining(", "));
        if (!yes && !confirmed("Delete all servers and data of " + names + " below "
                + settings.stateFolder() + "? [y/N] ")) {
            System.out.println("nothing was deleted");
            return Main.FAILED;
        }
        engines.forEach(Engine::reset);
        System.out.println("stopped and deleted: " + names);
        OwnEngines.leftAlone(settings).forEach(name ->
                System.out.println(name + " runs and is left alone: ./lab reset --engine " + name));
        return 0;
    }

    private static boolean confirmed(String question) {
        System.out.print(question);
        System.out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in)).readLine();
            if (answer == null) {
                throw new LabException("nobody answered", "say ./lab reset --yes");
            }
            return answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new LabException("cannot read the answer", null, e.getMessage(), "say ./lab reset --yes", e);
        }
    }
}

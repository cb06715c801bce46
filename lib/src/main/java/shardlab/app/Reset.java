package shardlab.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.LabException;
import shardlab.Settings;
import shardlab.engine.Engine;

/** {@code ./lab reset}: of one engine, whose data it names before it deletes it. */
@Command(name = "reset", description = "Stops the cluster and deletes its data.")
final class Reset implements Callable<Integer> {

    @Option(names = {"-y", "--yes"}, description = "Does not ask first.")
    private boolean yes;

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        List<Engine> engines = OwnEngines.of(settings);
        if (engines.stream().anyMatch(engine -> !engine.ownsServers())) {
            engines.forEach(Engine::reset);
        }
        List<Holdings> found = engines.stream().flatMap(engine -> Holdings.of(engine, settings).stream()).toList();
        if (found.size() > 1) {
            throw severalHold(found);
        }
        int status = found.isEmpty() ? nothing(engines) : delete(found.get(0));
        OwnEngines.leftAlone(settings).forEach(name ->
                System.out.println(name + " runs and is left alone: ./lab reset --engine " + name));
        return status;
    }

    private static LabException severalHold(List<Holdings> found) {
        return new LabException("there is data of " + found.size() + " engines, and nothing was deleted", null,
                found.stream().map(Holdings::sentence).collect(Collectors.joining("\n         ")),
                found.stream().map(each -> "./lab reset --engine " + each.engine().name())
                        .collect(Collectors.joining(", or ")), null);
    }

    private static int nothing(List<Engine> engines) {
        System.out.println("there is nothing to delete: no data of "
                + engines.stream().map(Engine::name).collect(Collectors.joining(", ")));
        return 0;
    }

    private int delete(Holdings found) {
        System.out.println(found.sentence());
        if (!yes && !confirmed("Stop its servers and delete all of this? [y/N] ")) {
            System.out.println("nothing was deleted");
            return Main.FAILED;
        }
        found.engine().reset();
        System.out.println(found.engine().name() + ": stopped and deleted");
        return 0;
    }

    private static boolean confirmed(String question) {
        System.out.print(question);
        System.out.flush();
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String answer = in.readLine();
            if (answer == null) {
                throw new LabException("nobody answered, and nothing was deleted", "say ./lab reset --yes");
            }
            return answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new LabException("cannot read the answer", null, e.getMessage(), "say ./lab reset --yes", e);
        }
    }
}

package shardlab.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import shardlab.Settings;
import shardlab.cluster.Cluster;
import shardlab.engine.Engine;

/** {@code ./lab status}. */
@Command(name = "status", description = "Tells which clusters run and how they are.")
final class Status implements Callable<Integer> {

    @Override
    public Integer call() {
        var settings = Settings.fromEnvironment();
        var running = OwnEngines.running(settings).stream().flatMap(each -> report(each).stream()).toList();
        var lost = OwnEngines.withoutCoordinator(settings).stream()
                .map(each -> LostCoordinator.of(each).toString()).toList();
        if (running.isEmpty() && lost.isEmpty()) {
            System.out.println(settings.url().isPresent() ? "no server answers at the URL that was given"
                    : "no cluster is running; ./lab up starts one, and so does every notebook");
            return Main.NO_CLUSTER;
        }
        System.out.print(Stream.concat(running.stream(), lost.stream()).collect(Collectors.joining("\n")));
        OwnEngines.of(settings).forEach(Status::printBesides);
        return lost.isEmpty() ? 0 : Main.NO_CLUSTER;
    }

    private static void printBesides(Engine engine) {
        if (!engine.besides().isEmpty()) {
            System.out.println("\na notebook has servers of its own beside " + engine.name() + ": "
                    + String.join(", ", engine.besides()) + "; ./lab down ends them, too");
        }
    }

    private static Optional<String> report(Settings settings) {
        try (var cluster = Cluster.attach(settings).orElse(null)) {
            return Optional.ofNullable(cluster).map(ClusterReport::of);
        }
    }
}

package shardlab.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.LabException;
import shardlab.ThisProcess;
import shardlab.watch.ClusterWatch;

/** {@code ./lab watch}. */
@Command(name = "watch", description = "Shows the cluster while it works: shards, connections, moves, waits.")
final class Watch implements Callable<Integer> {

    /** A terminal that is narrower cuts the lines itself. */
    private static final int TERMINAL_WIDTH = 200;
    private static final int PAGE_WIDTH = 120;
    private static final double FASTEST = 0.25;
    private static final double SLOWEST = 3600;

    @Option(names = "--once", description = "one picture, and end; so it is where the output is no terminal")
    private boolean once;

    @Option(names = "--every", paramLabel = "SECONDS", description = "from one picture to the next; 1 unless said")
    private double seconds = ClusterWatch.PACE.toSeconds();

    @Override
    public Integer call() throws InterruptedException {
        if (!(seconds >= FASTEST && seconds <= SLOWEST)) {
            throw new LabException("a picture every " + seconds + " s cannot be made", "say --every with 0.25 to 3600");
        }
        return once || !Boolean.getBoolean("shardlab.screen") ? page() : screen();
    }

    private int page() {
        try (var watch = ClusterWatch.begin(RunningCluster.settings(), pace(), each -> { })) {
            System.out.print(watch.text(PAGE_WIDTH));
        }
        return 0;
    }

    private int screen() throws InterruptedException {
        var screen = new Screen(System.out);
        try (var watch = ClusterWatch.begin(RunningCluster.settings(), pace(),
                each -> screen.draw(each.text(TERMINAL_WIDTH)))) {
            var hook = new Thread(() -> end(watch, screen), "end of the watch");
            Runtime.getRuntime().addShutdownHook(hook);
            screen.draw(watch.text(TERMINAL_WIDTH));
            watch.await();
            if (!ThisProcess.forget(hook)) {
                ThisProcess.awaitItsEnd();
            }
            end(watch, screen);
        }
        return Main.NO_CLUSTER;
    }

    /** The last picture stays in the terminal's own history. */
    private static void end(ClusterWatch watch, Screen screen) {
        screen.close();
        System.out.print(watch.text(PAGE_WIDTH));
        System.out.flush();
    }

    private Duration pace() {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}

package shardlab.app;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import shardlab.ConsoleProgress;
import shardlab.Settings;
import shardlab.engine.ImageFetch;

/** {@code ./lab citus}. */
@Command(name = "citus",
        description = "Fetches the official Citus image, to run its programs without Docker and without root.")
final class Citus implements Callable<Integer> {

    private static final double MEGABYTE = 1e6;

    @Override
    public Integer call() {
        var fetch = ImageFetch.of(Settings.fromEnvironment(), System.getenv());
        long bytes = fetch.bytesToFetch();
        System.out.println(bytes == 0 ? fetch.image() + " was fetched before"
                : String.format(Locale.ROOT, "%s: %,.0f MB to fetch into %s", fetch.image(), bytes / MEGABYTE,
                        fetch.cache()));
        var progress = new ConsoleProgress();
        var ready = fetch.makeReady(progress);
        progress.end();
        System.out.printf(Locale.ROOT, "%s runs here: Citus %s in PostgreSQL %s, %,.0f MB in %s%n", fetch.image(),
                ready.citus(), ready.postgres(), ready.bytes() / MEGABYTE, ready.folder());
        fetch.removeReplaced(ready, progress).forEach(each -> System.out.println(sentence(each)));
        tellOfOthers(fetch);
        System.out.println("The lab takes it from now on: ./lab up, or the first cell of a notebook. "
                + "A cluster that runs and has data is kept until ./lab down.");
        return 0;
    }

    private static void tellOfOthers(ImageFetch fetch) {
        String others = String.join(", ", fetch.othersFetched());
        if (!others.isEmpty()) {
            System.out.println("For all labs of this user there is also, whole or in part: " + others
                    + ". To free what they take, delete " + fetch.cache() + ": labs that have unpacked an image go on.");
        }
    }

    private static String sentence(ImageFetch.Replaced replaced) {
        String image = replaced.image().isEmpty() ? "an image that was never whole" : replaced.image();
        String what = String.format(Locale.ROOT, "%s, %,.0f MB in %s", image, replaced.bytes() / MEGABYTE,
                replaced.folder());
        return replaced.needed().map(needed -> "kept " + what + ": " + needed + "; ./lab citus removes it afterwards")
                .orElse("removed " + what + ": nothing in this lab needs it");
    }
}

package shardlab.image;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import shardlab.Progress;

/**
 * Another process that fetches and unpacks: its arguments are HOME, the mirror, after how many steps
 * it is to die, and where to it unpacks.
 */
final class FetchingChild {

    private FetchingChild() {
    }

    public static void main(String[] arguments) {
        var left = new AtomicLong(Long.parseLong(arguments[2]));
        Progress dying = (what, done, total, unit) -> {
            if (left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(137);
            }
        };
        ImageKills.fetchAndUnpack(Path.of(arguments[0]), Path.of(arguments[3]), arguments[1], dying);
        System.out.println("done");
    }
}

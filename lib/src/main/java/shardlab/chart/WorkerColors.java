package shardlab.chart;

import java.awt.Color;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colour of a node, the same in every figure: it hangs on the node's name alone. */
public final class WorkerColors {

    /** The coordinator's grey: it holds no shards, and so stands apart. */
    public static final Color COORDINATOR = new Color(0x8c959f);

    private static final Pattern NUMBERED = Pattern.compile(".*?(\\d+)");

    private WorkerColors() {
    }

    /**
     * The colour of a node.
     *
     * @param node its name: {@code coordinator}, {@code worker-3}; any other name that ends in a number goes by that
     *             number, and a name without one by its letters
     */
    public static Color of(String node) {
        if (node.equals("coordinator")) {
            return COORDINATOR;
        }
        Matcher numbered = NUMBERED.matcher(node);
        int number = numbered.matches() ? (int) (Long.parseLong(numbered.group(1)) % 1_000_000) - 1 : node.hashCode();
        return Theme.PALETTE[Math.floorMod(number, Theme.PALETTE.length)];
    }
}

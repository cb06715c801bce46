package shardlab.chart;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shardlab.advise.Handling;

/** The colour of each way in which a statement can run, the same for ways of a kind: the word in a cell tells which. */
final class HandlingMarks {

    private static final Color ONE = new Color(0x009e73);
    private static final Color SHARDS = new Color(0x56b4e9);
    private static final Color SENT = new Color(0xe69f00);
    private static final Color MOVED = new Color(0xd55e00);
    private static final Color NOT = new Color(0x1f2327);

    private HandlingMarks() {
    }

    static Color color(Handling handling) {
        return switch (handling) {
            case ROUTER, ONE_NODE, LOCAL -> ONE;
            case SOME_SHARDS, MULTI_SHARD, COLOCATED, REFERENCE -> SHARDS;
            case EVERY_NODE, BROADCAST -> SENT;
            case REPARTITION, PULLED -> MOVED;
            case REFUSED -> NOT;
        };
    }

    /** What the colours mean, in the order of cost. */
    static Map<String, Color> legend() {
        Map<String, Color> legend = new LinkedHashMap<>();
        List<Color> colors = List.of(ONE, SHARDS, SENT, MOVED, NOT);
        List<String> words = List.of("one node", "many shards, each by itself", "rows sent to all",
                "rows move or are pulled", "an error");
        for (int i = 0; i < colors.size(); i++) {
            legend.put(words.get(i), colors.get(i));
        }
        return legend;
    }
}

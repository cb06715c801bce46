package shardlab.chart;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Map;
import shardlab.advise.HandlingWork;

/** The colour of each way in which a statement can run, the same for ways of a kind: the word in a cell tells which. */
final class HandlingMarks {

    private HandlingMarks() {
    }

    static Color color(HandlingWork work) {
        return switch (work) {
            case ONE -> new Color(0x009e73);
            case SHARDS -> new Color(0x56b4e9);
            case SENT -> new Color(0xe69f00);
            case MOVED -> new Color(0xd55e00);
            case NOT -> new Color(0x1f2327);
        };
    }

    /** What the colours mean, in the order of cost. */
    static Map<String, Color> legend() {
        Map<String, Color> legend = new LinkedHashMap<>();
        for (HandlingWork work : HandlingWork.values()) {
            legend.put(work.toString(), color(work));
        }
        return legend;
    }
}

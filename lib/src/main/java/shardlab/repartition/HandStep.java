package shardlab.repartition;

import java.time.Duration;
import java.util.List;

/**
 * One step of a repartition by hand, on one node.
 *
 * @param name what is done: {@code map}, {@code shuffle}, {@code merge} or {@code collect}
 * @param node where
 * @param sql  the statement
 * @param rows rows that it made; 0 where it makes none
 * @param time how long it took, seen from the client
 */
public record HandStep(String name, String node, String sql, long rows, Duration time) {

    private static final int MOST_LINES = 8;

    /** The statement, with all but the first of many like lines left out. */
    public String shortSql() {
        List<String> lines = sql.lines().toList();
        int more = lines.size() - MOST_LINES;
        return more <= 0 ? sql + "\n" : String.join("\n", lines.subList(0, MOST_LINES))
                + "\n   … and " + more + (more == 1 ? " line" : " lines") + " more like these\n";
    }
}

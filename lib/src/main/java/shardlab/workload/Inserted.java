package shardlab.workload;

import java.util.List;
import shardlab.LabException;
import shardlab.measure.Comparison;
import shardlab.measure.Median;
import shardlab.measure.Outcome;

/**
 * How fast rows came in, way by way. Every way ended in the same rows: they were counted and summed after each run.
 *
 * @param rows    how many each way brought in
 * @param outcome the times, an arm a way and place, named {@code place · way}
 * @param remarks what was left out, and why
 */
public record Inserted(long rows, Outcome outcome, List<String> remarks) {

    /** What stands between place and way in the name of an arm. */
    public static final String BETWEEN = " · ";

    /** The names of the arms. */
    public List<String> arms() {
        return outcome.timings().stream().map(timing -> timing.arm()).toList();
    }

    /** Rows a second of an arm. */
    public Median rate(String arm) {
        return Median.rate((double) rows, outcome.of(arm));
    }

    /** Rows a second of a way on the cluster. */
    public Median onCluster(String way) {
        return rate("cluster" + BETWEEN + way);
    }

    /** The times of a way on the cluster set against those on the plain PostgreSQL, or local table, of the same run. */
    public Comparison againstPlain(String way) {
        String plain = arms().stream().filter(arm -> arm.endsWith(BETWEEN + way) && !arm.startsWith("cluster"))
                .findFirst().orElseThrow(() -> new LabException("'" + way + "' was measured on the cluster alone",
                        "name one of " + arms()));
        return outcome.compare("cluster" + BETWEEN + way, plain);
    }

    /** The arms with their rates, a line each. */
    public String table() {
        var text = new StringBuilder();
        int width = arms().stream().mapToInt(String::length).max().orElse(0);
        for (String arm : arms()) {
            text.append(arm).append(" ".repeat(width - arm.length() + 3)).append(rate(arm)).append(" rows/s\n");
        }
        return text + outcome.caption() + "\n" + String.join("\n", remarks);
    }
}

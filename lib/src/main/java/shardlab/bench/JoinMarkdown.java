package shardlab.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import shardlab.measure.Durations;
import shardlab.measure.Outcome;
import shardlab.measure.Timing;
import shardlab.plan.Plan;
import shardlab.workload.EveryJoin;

/** What {@code ./lab bench joins} found, as the table that docs/sharding_architecture.md shows. */
final class JoinMarkdown {

    private final List<EveryJoin.Size> sizes;

    JoinMarkdown(List<EveryJoin.Size> sizes) {
        this.sizes = sizes;
    }

    /** The table and a line on where and how often it was measured. */
    String text() {
        return "| way | tasks | fetches | " + joined(" | ", "%,d sales") + " |\n|---|--:|--:|"
                + "--:|".repeat(sizes.size()) + "\n"
                + first().outcome().timings().stream().map(timing -> row(timing.arm())).collect(Collectors.joining())
                + "\nMedians; in brackets, how many times as long as the co-located join at the same size.\n"
                + "Measured rounds, interleaved: " + sizes.stream().map(size -> String.format(Locale.ROOT, "%d at %,d",
                        size.outcome().rounds(), size.sales())).collect(Collectors.joining(", ")) + ".\n"
                + first().cluster() + "\n";
    }

    private String row(String arm) {
        Plan plan = first().plans().get(arm);
        return String.format(Locale.ROOT, "| %s | %s | %s | %s |\n", arm, plan == null ? "" : plan.totalTaskCount(),
                plan == null ? "" : String.format(Locale.ROOT, "%,d", plan.fetches()),
                sizes.stream().map(size -> cell(size.outcome(), arm)).collect(Collectors.joining(" | ")));
    }

    private static String cell(Outcome outcome, String arm) {
        Timing baseline = outcome.timings().get(0);
        String median = Durations.text(outcome.of(arm).median());
        return arm.equals(baseline.arm()) ? median
                : median + " (" + times(outcome.compare(arm, baseline.arm()).ratio()) + "×)";
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.1f" : "%,.0f", ratio);
    }

    private EveryJoin.Size first() {
        return sizes.get(0);
    }

    private String joined(String between, String format) {
        return sizes.stream().map(size -> String.format(Locale.ROOT, format, size.sales()))
                .collect(Collectors.joining(between));
    }
}

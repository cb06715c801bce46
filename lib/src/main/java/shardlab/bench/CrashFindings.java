package shardlab.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import shardlab.chart.CrashChart;
import shardlab.workload.Crash;
import shardlab.workload.CrashPhase;
import shardlab.workload.CrashReport;
import shardlab.workload.CrashRole;
import shardlab.workload.CrashTally;

/** What crashes left, as tables and a figure. */
final class CrashFindings {

    private static final List<String> COUNTS = List.of("crashes", "acknowledged", "in doubt", "committed", "rolled back",
            "lost", "doubled", "forgotten");

    private final CrashReport report;

    CrashFindings(CrashReport report) {
        this.report = report;
    }

    /** A line for each phase and role, and one for all. */
    Findings byPhase() {
        List<List<Object>> rows = new ArrayList<>();
        for (CrashPhase phase : report.phases()) {
            for (CrashRole role : CrashRole.values()) {
                add(rows, report.of(phase, role), phase.title(), role.title());
            }
        }
        add(rows, report.all(), "all", "all");
        return new Findings("crashes: by phase of the transaction, and node", columns("phase", "node"), rows,
                report.caption());
    }

    /** A line for each node, and one for all. */
    Findings byNode() {
        List<List<Object>> rows = new ArrayList<>();
        report.nodes().forEach(node -> add(rows, report.of(node), node));
        add(rows, report.all(), "all");
        return new Findings("crashes: by node", columns("node"), rows, report.caption());
    }

    /** A line for each crash. */
    Findings oneByOne() {
        return new Findings("crashes: one by one", List.of("crash", "phase", "node", "role", "what crashed", "acknowledged",
                "workers in doubt", "outcome"), report.crashes().stream().map(CrashFindings::row).toList(),
                report.caption());
    }

    private static List<Object> row(Crash crash) {
        return List.of(crash.number(), crash.phase().title(), crash.node(), crash.role().title(), crash.kind().title(),
                crash.acknowledged() ? "yes" : "no", crash.inDoubt(), crash.outcome().title());
    }

    private static List<String> columns(String... names) {
        return Stream.concat(Stream.of(names), COUNTS.stream()).toList();
    }

    private static void add(List<List<Object>> rows, CrashTally tally, Object... names) {
        if (tally.count() > 0) {
            rows.add(Stream.concat(Stream.of(names), Stream.<Object>of(tally.count(), tally.acknowledged(),
                    tally.inDoubt(), tally.committed(), tally.rolledBack(), tally.lost(), tally.doubled(),
                    tally.forgotten())).toList());
        }
    }

    /** The tables, and what they come to. */
    List<String> sentences() {
        return Stream.of(List.of(byPhase().table(), byNode().table(), report.verdict()), report.disagreements())
                .flatMap(List::stream).toList();
    }

    void write(Path folder) {
        byPhase().write(folder, "crashes");
        byNode().write(folder, "crashes-by-node");
        oneByOne().write(folder, "crash-by-crash");
        new CrashChart(report).save(folder.resolve("crashes.png"));
    }
}

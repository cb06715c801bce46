package shardlab.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shardlab.report.HealthFinding;
import shardlab.report.HealthReport;
import shardlab.report.ReportPage;

/** {@code ./lab report}. */
@Command(name = "report", description = "Writes how the cluster is into one page, and changes nothing.")
final class Report implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FILE", description = "where the page goes; report.html here unless said")
    private Path file = Path.of("report.html");

    @Override
    public Integer call() {
        try (var cluster = RunningCluster.get()) {
            HealthReport report = HealthReport.of(cluster);
            ReportPage.write(report, file);
            report.findings().forEach(Report::tell);
            report.unchecked().forEach(what -> System.out.println("not checked: " + what));
            System.out.println(ReportPage.counts(report) + "; " + report.passed().size() + " checks found nothing");
            System.out.println(file.toAbsolutePath().normalize());
        }
        return 0;
    }

    private static void tell(HealthFinding finding) {
        System.out.println(finding.severity().words() + "\n  " + finding.title());
        finding.seen().forEach(seen -> System.out.println("    " + seen));
        System.out.println("  do: " + finding.remedy());
    }
}

package shardlab.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shardlab.FileProblem;
import shardlab.sql.SqlFile;

/** A report as one page that needs no other file. */
public final class ReportPage {

    private ReportPage() {
    }

    /** The page. */
    public static String of(HealthReport report) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("style", SqlFile.read("report/style.css"));
        shown.put("report", report);
        shown.put("facts", new ArrayList<>(report.facts().entrySet()));
        shown.put("counts", counts(report));
        shown.put("well", report.findings().isEmpty());
        shown.put("statements", SqlFile.read("report/session.sql").strip());
        return Mustache.compiler().compile(SqlFile.read("report/page.html")).execute(shown);
    }

    /** In words: {@code 1 critical, 2 warnings, 0 notices}. */
    public static String counts(HealthReport report) {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long number = report.count(severity);
            String word = severity.name().toLowerCase(Locale.ROOT);
            parts.add(number + " " + word + (number == 1 || severity == Severity.CRITICAL ? "" : "s"));
        }
        return String.join(", ", parts);
    }

    /**
     * Writes it.
     *
     * @throws shardlab.LabException if the file cannot be written
     */
    public static void write(HealthReport report, Path file) {
        try {
            Files.writeString(file, of(report));
        } catch (IOException e) {
            throw FileProblem.of("cannot write the report", file, e, "name another place: ./lab report --out FILE");
        }
    }
}

package shardlab.advise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import shardlab.FileProblem;
import shardlab.LabException;
import shardlab.Secrets;
import shardlab.sql.SqlFile;

/** Advice as Markdown for people and as JSON for programs. */
public final class AdvicePage {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private AdvicePage() {
    }

    /** The report as Markdown. */
    public static String markdown(Advice advice) {
        Map<String, Object> shown = shown(advice);
        shown.put("header", advice.designs().stream().map(each -> "design " + each.rank()).toList());
        shown.put("rule", written(advice.rule()));
        return Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true).withFormatter(AdvicePage::formatted)
                .compile(SqlFile.read("advise/page.md")).execute(shown);
    }

    private static String formatted(Object value) {
        return value instanceof Double number ? Numbers.text(number) : String.valueOf(value);
    }

    /** To the last digit, as the rule's file has them. */
    private static Map<String, String> written(Rule rule) {
        Map<String, String> written = new TreeMap<>();
        rule.numbers().forEach((key, number) -> written.put(key, number.toString()));
        return written;
    }

    /** The same facts as JSON, numbers as numbers. */
    public static String json(Advice advice) {
        try {
            return JSON.writeValueAsString(shown(advice)) + "\n";
        } catch (JsonProcessingException e) {
            throw new LabException("the advice cannot be written as JSON", null, e.getOriginalMessage(), null, e);
        }
    }

    /**
     * Writes {@code advice.md}, {@code advice.json}, and a script of each design, {@code design-1.sql} and so on.
     *
     * @throws LabException if they cannot be written
     */
    public static void write(Advice advice, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("advice.md"), markdown(advice));
            Files.writeString(folder.resolve("advice.json"), json(advice));
            for (RankedDesign design : advice.designs()) {
                Files.writeString(folder.resolve("design-" + design.rank() + ".sql"), design.script());
            }
        } catch (IOException e) {
            throw FileProblem.of("cannot write the advice", folder, e, "name another place: ./lab advise --out FOLDER");
        }
    }

    private static Map<String, Object> shown(Advice advice) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("source", advice.source());
        shown.put("judge", advice.judgedBy());
        shown.put("looked", advice.looked());
        shown.put("workers", advice.rule().workers());
        shown.put("workersOf", advice.rule().workersOf());
        shown.put("designs", advice.designs().stream().map(each -> design(advice, each)).toList());
        shown.put("weighed", advice.weighing().toString());
        shown.put("rankings", Rankings.sentence(advice));
        shown.put("queries", queries(advice));
        shown.put("families", advice.families().stream()
                .map(family -> Map.of("columns", family.stream().map(TableColumn::toString).toList())).toList());
        shown.put("unread", advice.unread());
        shown.put("rule", new TreeMap<>(advice.rule().numbers()));
        return shown;
    }

    private static Map<String, Object> design(Advice advice, RankedDesign design) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("rank", design.rank());
        shown.put("summary", design.design().summary());
        shown.put("close", design.close());
        shown.put("cost", design.cost());
        shown.put("queriesCost", design.queriesCost());
        shown.put("twoPhaseCost", design.twoPhaseCost());
        shown.put("notSpreadCost", design.notSpreadCost());
        shown.put("apartCost", design.apartCost());
        shown.put("skewCost", design.skewCost());
        shown.put("obstaclesCost", design.obstaclesCost());
        shown.put("costByCalls", design.costByCalls());
        shown.put("costByTime", design.costByTime());
        shown.put("twoPhaseTransactions", design.twoPhase());
        shown.put("places", design.design().places().entrySet().stream()
                .map(each -> Map.of("table", each.getKey(), "place", each.getValue().toString())).toList());
        shown.put("ran", design.ran());
        shown.put("obstacles", design.obstacles());
        shown.put("spreads", design.spreads().stream().map(AdvicePage::spread).toList());
        shown.put("fullestOfAll", fullest(ExpectedRows.of(advice, design)));
        return shown;
    }

    /** Nothing where no row is known to lie anywhere. */
    private static List<Map<String, Object>> fullest(ExpectedRows expected) {
        return expected.rows() == 0 ? List.of() : List.of(Map.of("worker", expected.fullest().name(), "percent",
                100 * expected.fullest().rows() / expected.rows(), "timesEven", expected.timesEven()));
    }

    private static Map<String, Object> spread(RowSpread spread) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("table", spread.table());
        shown.put("column", spread.column());
        shown.put("known", spread.known());
        shown.put("fullestShard", 100 * spread.fullestShard());
        shown.put("fullestWorker", 100 * spread.fullestWorker());
        shown.put("timesEven", spread.timesEven());
        shown.put("filledShards", spread.shards().stream().filter(part -> part > 0).count());
        shown.put("basis", spread.basis());
        shown.put("growth", spread.growth());
        shown.put("workers", spread.workers().stream().map(part -> 100 * part).toList());
        return shown;
    }

    private static List<Map<String, Object>> queries(Advice advice) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (int i = 0; i < advice.queries().size(); i++) {
            int at = i;
            WorkloadQuery query = advice.queries().get(i);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", query.name());
            row.put("weight", query.weight());
            row.put("calls", 100 * advice.weighing().calls().get(i));
            row.put("time", advice.weighing().timed() ? 100 * advice.weighing().times().get(i) : "unknown");
            row.put("timed", advice.weighing().timed());
            row.put("sql", Secrets.hidden(query.sql()).replaceAll("\\s+", " "));
            row.put("verdicts", advice.designs().stream().map(each -> Map.of("design", each.rank(),
                    "verdict", each.judgements().get(at).verdict().toString(), "why",
                    Secrets.hidden(each.judgements().get(at).why()))).toList());
            shown.add(row);
        }
        return shown;
    }
}

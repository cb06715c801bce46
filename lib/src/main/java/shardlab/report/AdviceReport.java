package shardlab.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import shardlab.FileProblem;
import shardlab.NodeName;
import shardlab.Secrets;
import shardlab.advise.Advice;
import shardlab.advise.Handling;
import shardlab.advise.Judgement;
import shardlab.advise.Numbers;
import shardlab.advise.RankedDesign;
import shardlab.advise.RowSpread;
import shardlab.advise.Trade;
import shardlab.advise.WorkloadQuery;
import shardlab.chart.Chart;
import shardlab.chart.DesignMap;
import shardlab.chart.ExpectedShards;
import shardlab.chart.JoinGraph;
import shardlab.chart.PlanPicture;
import shardlab.sql.SqlFile;

/** Advice as one page that needs no other file and runs no script; names and statements are a user's, and escaped. */
public final class AdviceReport {

    private static final int MOST_QUERIES = 500;
    private static final int WITH_PLANS = 10;
    private static final List<String> PARTS = List.of("cost", "statements", "two-phase commits", "rows not spread",
            "tables apart", "a fuller worker", "to be changed");

    private AdviceReport() {
    }

    /** The page. */
    public static String of(Advice advice) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("style", SqlFile.read("report/style.css") + SqlFile.read("report/advice.css"));
        shown.put("source", advice.source());
        shown.put("judge", advice.judgedBy());
        shown.put("looked", advice.looked());
        shown.put("parts", PARTS);
        shown.put("designs", advice.designs().stream().map(design -> design(advice, design)).toList());
        shown.put("graph", picture(new JoinGraph(advice, advice.best(), "")));
        shown.put("map", picture(new DesignMap(advice, "")));
        shown.put("queries", queries(advice));
        shown.put("hidden", Math.max(0, advice.queries().size() - MOST_QUERIES));
        shown.put("unread", advice.unread().stream().map(Secrets::hidden).toList());
        shown.put("rule", new ArrayList<>(new TreeMap<>(advice.rule().numbers()).entrySet()));
        return Mustache.compiler().zeroIsFalse(true).compile(SqlFile.read("report/advice.html")).execute(shown);
    }

    /**
     * Writes it.
     *
     * @throws shardlab.LabException if the file cannot be written
     */
    public static void write(Advice advice, Path file) {
        try {
            Files.writeString(file, of(advice));
        } catch (IOException e) {
            throw FileProblem.of("cannot write the advice", file, e, "name another place: ./lab advise --out FOLDER");
        }
    }

    private static Map<String, Object> design(Advice advice, RankedDesign design) {
        Map<String, Object> shown = new HashMap<>();
        Trade trade = Trade.of(advice, design, advice.best());
        shown.put("rank", design.rank());
        shown.put("first", design.rank() == 1);
        shown.put("close", design.close());
        shown.put("summary", design.design().summary());
        shown.put("parts", DoubleStream.of(design.cost(), design.queriesCost(), design.twoPhaseCost(),
                design.notSpreadCost(), design.apartCost(), design.skewCost(), design.obstaclesCost())
                .mapToObj(Numbers::text).toList());
        shown.put("places", design.design().places().entrySet().stream().map(each -> Map.of("table", each.getKey(), "place",
                each.getValue().toString(), "spread", spread(design, each.getKey()))).toList());
        shown.put("shards", picture(new ExpectedShards(advice, design, "")));
        shown.put("obstacles", design.obstacles());
        shown.put("better", trade.better());
        shown.put("worse", trade.worse());
        return shown;
    }

    private static String spread(RankedDesign design, String table) {
        return design.spreads().stream().filter(each -> each.table().equals(table)).map(AdviceReport::spread).findFirst()
                .orElse("");
    }

    private static String spread(RowSpread spread) {
        String known = spread.known() ? String.format(Locale.ROOT, "the fullest worker has %.0f %% of the rows: ",
                100 * spread.fullestWorker()) : "";
        return known + spread.basis() + (spread.growth().isEmpty() ? "" : "; " + spread.growth());
    }

    private static List<Map<String, Object>> queries(Advice advice) {
        List<Integer> heaviest = IntStream.range(0, advice.queries().size()).boxed()
                .sorted(Comparator.comparingDouble(i -> -advice.queries().get(i).weight())).limit(MOST_QUERIES).toList();
        return IntStream.range(0, heaviest.size())
                .mapToObj(i -> query(advice, heaviest.get(i), i < WITH_PLANS)).toList();
    }

    private static Map<String, Object> query(Advice advice, int at, boolean drawn) {
        WorkloadQuery query = advice.queries().get(at);
        List<Map<String, String>> plans = drawn ? plans(advice, at) : List.of();
        return Map.of("name", query.name(), "weight", Numbers.text(query.weight()),
                "sql", Secrets.hidden(query.sql()).strip(), "verdicts", advice.designs().stream()
                        .map(design -> verdict(design.rank(), design.judgements().get(at))).toList(),
                "plans", plans, "drawn", !plans.isEmpty());
    }

    /** Citus's plan by the first design, and by each other that has it run in another way. */
    private static List<Map<String, String>> plans(Advice advice, int at) {
        Map<Handling, RankedDesign> first = new LinkedHashMap<>();
        advice.designs().stream().filter(design -> design.judgements().get(at).plan().isPresent())
                .forEach(design -> first.putIfAbsent(design.judgements().get(at).verdict(), design));
        List<String> workers = IntStream.rangeClosed(1, advice.rule().workers()).mapToObj(NodeName::of).toList();
        return first.entrySet().stream().map(each -> picture(new PlanPicture(advice.queries().get(at).name() + ", design "
                + each.getValue().rank() + ": " + each.getKey(),
                each.getValue().judgements().get(at).plan().orElseThrow(), workers, ""))).toList();
    }

    private static Map<String, String> picture(Chart chart) {
        return Map.of("png", chart.base64(), "text", Secrets.hidden(chart.alternative()));
    }

    private static Map<String, Object> verdict(int design, Judgement judgement) {
        return Map.of("design", design, "how", judgement.verdict().toString(),
                "style", judgement.verdict().work().name().toLowerCase(Locale.ROOT), "why", Secrets.hidden(judgement.why()));
    }
}

package shardlab.advise;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import shardlab.Progress;

/**
 * The designs that are worth a look, ranked: searched for by the weights of the rule, and by calls and by time alone, so
 * that a design that wins by one of the two only is shown as well.
 */
final class Ranking {

    private static final int MOST_DESIGNS = 5;

    private final WhatWasRead reading;
    private final SourceSchema schema;
    private final List<ReadQuery> given;
    private final Rule rule;
    private final Weighing weighing;
    private final Candidates candidates;
    private final Judge judge;
    private final Cost cost;
    private final Map<Double, Cost> costs = new LinkedHashMap<>();
    private final Set<Design> looked = new LinkedHashSet<>();
    private final Progress progress;
    private final JudgedDesigns before;
    private int familiesLeftOut;

    Ranking(WhatWasRead reading, Rule rule, Progress progress, JudgedDesigns before) {
        this.progress = progress;
        this.before = before;
        this.reading = reading;
        this.schema = reading.schema();
        this.given = reading.queries();
        this.rule = rule;
        this.weighing = Weighing.of(given.stream().map(ReadQuery::query).toList(), rule.of("by_time"));
        this.judge = new Judge(schema);
        this.candidates = new Candidates(schema, weighed(weighing.byTime()), rule);
        this.cost = cost(weighing.byTime());
    }

    /** @param citus a real one, if one can be asked: what it says of the designs ranks them */
    Advice advice(AskedCitus citus) {
        List<String> unread = reading.unread();
        List<Verdicts> designs = search().stream().map(design -> verdicts(design, citus))
                .sorted(Comparator.comparingDouble(Verdicts::cost)).toList();
        if (familiesLeftOut > 0) {
            unread.add("no search began with the " + familiesLeftOut + " lightest families of columns");
        }
        if (!weighing.timed()) {
            unread.add("the time of every statement: they are weighed by calls alone (-- ms: in a file of queries)");
        }
        List<RankedDesign> ranked = IntStream.range(0, designs.size())
                .mapToObj(i -> ranked(i + 1, designs.get(i), designs.get(0).cost())).toList();
        List<WorkloadQuery> queries = given.stream().map(ReadQuery::query).toList();
        List<List<TableColumn>> families = candidates.families();
        return new Advice(reading.where(), schema, queries, ranked, families,
                TableJoins.of(schema, given, families), looked.size(),
                List.copyOf(unread), weighing, rule, citus.words());
    }

    private Verdicts verdicts(Design design, AskedCitus citus) {
        Function<ReadQuery, Judgement> classified = cost.classified(design);
        if (citus.judge().isEmpty()) {
            return new Verdicts(design, cost.of(design), classified, "not run: " + citus.why());
        }
        CitusJudge judge = citus.judge().get();
        Judged judged = before.of(List.of(judge.name(), judge.shards(), rule.workers(), reading.copy(),
                script(design).statements(judge.shards()), given.stream().map(each -> List.of(each.query(), each.path()))
                        .toList()), given, () -> judge.judge(script(design), design, given));
        Function<ReadQuery, Judgement> of = judged.judgements()
                .<Function<ReadQuery, Judgement>>map(known -> query -> known.get(query.facts())).orElse(classified);
        return new Verdicts(design, cost.of(design, of), of, judged.ran());
    }

    private DesignScript script(Design design) {
        return new DesignScript(schema, candidates, design);
    }

    /** The best by the rule, with the best by calls and by time among them. */
    private List<Design> search() {
        var firsts = new LinkedHashSet<Design>();
        List<Design> best = search(weighing.byTime());
        firsts.addAll(best.subList(0, Math.min(MOST_DESIGNS, best.size())));
        if (weighing.timed()) {
            firsts.add(search(0).get(0));
            firsts.add(search(1).get(0));
        }
        return firsts.stream().sorted(Comparator.comparingDouble((Design each) -> cost.of(each))
                .thenComparing(each -> each.places().toString()))
                .toList();
    }

    private List<Design> search(double timePart) {
        var search = new DesignSearch(candidates, cost(timePart), progress);
        List<Design> found = search.run();
        looked.addAll(search.designs());
        familiesLeftOut = search.familiesLeftOut();
        return found;
    }

    private Cost cost(double timePart) {
        return costs.computeIfAbsent(timePart, part -> new Cost(schema, weighed(part), rule, candidates, judge));
    }

    /** All weights add up to all calls, so that costs compare. */
    private List<ReadQuery> weighed(double timePart) {
        double calls = given.stream().mapToDouble(each -> each.query().weight()).sum();
        List<Double> weights = weighing.weights(timePart);
        return IntStream.range(0, given.size()).mapToObj(i ->
                new ReadQuery(given.get(i).query(), given.get(i).facts(), given.get(i).path(),
                        calls * weights.get(i))).toList();
    }

    private RankedDesign ranked(int rank, Verdicts judged, double best) {
        Design design = judged.design();
        List<Judgement> judgements = given.stream().map(judged.of()).toList();
        double weight = cost.weight();
        String script = ScriptText.of(script(design), design, (int) rule.of("shards"), given, judgements);
        return new RankedDesign(rank, design, judged.cost(), cost.ofQueries(judged.of()), cost.ofTransactions(judged.of()),
                weight * cost.ofTables(design), weight * cost.ofApart(design), weight * cost.ofSpread(design),
                weight * cost.ofObstacles(design), cost.twoPhase(judged.of()), judgements, cost.obstacles().of(design),
                cost.spreads().of(design), cost(0).of(design, judged.of()),
                weighing.timed() ? cost(1).of(design, judged.of()) : -1, script, judged.ran(),
                rank > 1 && judged.cost() <= best * (1 + rule.of("close")));
    }
}

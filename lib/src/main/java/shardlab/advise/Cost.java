package shardlab.advise;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a design costs by the rule. */
final class Cost {

    private final SourceSchema schema;
    private final List<ReadQuery> queries;
    private final Rule rule;
    private final Candidates candidates;
    private final Judge judge;
    private final Obstacles obstacles;
    private final RowSpreads spreads;
    private final Collection<List<ReadQuery>> transactions;
    private final double weight;
    private final Map<List<String>, List<ReadQuery>> queriesOf;
    private final Map<List<String>, Map<List<TablePlace>, Double>> groups = new LinkedHashMap<>();

    Cost(SourceSchema schema, List<ReadQuery> queries, Rule rule, Candidates candidates, Judge judge) {
        this.candidates = candidates;
        this.schema = schema;
        this.queries = queries;
        this.rule = rule;
        this.judge = judge;
        var growth = new Growth(schema, queries);
        this.spreads = new RowSpreads(schema, rule, growth);
        this.obstacles = new Obstacles(schema, rule, candidates, growth);
        this.transactions = queries.stream().filter(each -> each.query().transaction().isPresent())
                .collect(Collectors.groupingBy(each -> each.query().transaction().get(), TreeMap::new, Collectors.toList()))
                .values();
        this.weight = queries.stream().mapToDouble(each -> each.query().weight()).sum();
        this.queriesOf = queries.stream().collect(Collectors.groupingBy(each -> List.copyOf(each.facts().tables())));
        queriesOf.keySet().forEach(tables -> groups.put(tables, new HashMap<>()));
    }

    /** How often all statements run. */
    double weight() {
        return weight;
    }

    Judge judge() {
        return judge;
    }

    Obstacles obstacles() {
        return obstacles;
    }

    RowSpreads spreads() {
        return spreads;
    }

    /** In router queries: a workload of router queries alone costs its weight. */
    double of(Design design) {
        return ofGroups(design) + ofTransactions(classified(design)) + ofPlaces(design);
    }

    /** What {@link #ofQueries} is: statements of the same tables are judged once for each set of places of these. */
    private double ofGroups(Design design) {
        return groups.entrySet().stream().mapToDouble(group -> group.getValue()
                .computeIfAbsent(group.getKey().stream().map(design::of).toList(),
                        places -> ofQueries(queriesOf.get(group.getKey()), classified(design)))).sum();
    }

    private double ofPlaces(Design design) {
        return weight * (ofTables(design) + ofApart(design) + ofSpread(design) + ofObstacles(design));
    }

    /** The same with verdicts from elsewhere. */
    double of(Design design, Function<ReadQuery, Judgement> verdicts) {
        return ofQueries(verdicts) + ofTransactions(verdicts) + ofPlaces(design);
    }

    /** The lab's own verdicts. */
    Function<ReadQuery, Judgement> classified(Design design) {
        return query -> judge.judge(query.facts(), design);
    }

    double ofQueries(Function<ReadQuery, Judgement> verdicts) {
        return ofQueries(queries, verdicts);
    }

    private double ofQueries(List<ReadQuery> some, Function<ReadQuery, Judgement> verdicts) {
        return some.stream().mapToDouble(each -> each.weight() * rule.of(verdicts.apply(each).verdict())).sum();
    }

    double ofTransactions(Function<ReadQuery, Judgement> verdicts) {
        return transactions.stream().filter(each -> writesSeveralShards(each, verdicts))
                .mapToDouble(each -> rule.of("two_phase") * each.get(0).query().weight()).sum();
    }

    /** How often transactions run that need two-phase commit. */
    double twoPhase(Function<ReadQuery, Judgement> verdicts) {
        return transactions.stream().filter(each -> writesSeveralShards(each, verdicts))
                .mapToDouble(each -> each.get(0).query().weight()).sum();
    }

    /** True unless all writes of a transaction name one value of the distribution column. */
    private boolean writesSeveralShards(List<ReadQuery> transaction, Function<ReadQuery, Judgement> verdicts) {
        return transaction.stream().filter(each -> each.facts().write().isPresent())
                .flatMap(each -> shards(each, verdicts.apply(each))).distinct().count() > 1;
    }

    /** A numbered parameter is each statement's own, so that another's may have another value, as one that nobody knows. */
    private Stream<String> shards(ReadQuery query, Judgement judgement) {
        Optional<String> shared = judgement.value().filter(value -> !value.startsWith("$"));
        return judgement.verdict() == Handling.ROUTER ? Stream.of(shared.orElse("that of " + query.query().name()))
                : judgement.verdict() == Handling.LOCAL ? Stream.of("coordinator") : Stream.of("some", "others");
    }

    /** The share of rows that is not spread; each table counts alike if the rows of any are unknown. */
    double ofTables(Design design) {
        boolean known = schema.rowsKnown();
        double all = 0;
        double here = 0;
        for (AdviseTable table : schema.tables().values()) {
            double rows = known ? table.rows() : 1;
            all += rows;
            here += design.of(table.name()).isDistributed() ? 0 : rows;
        }
        return all == 0 ? 0 : rule.of("not_spread") * here / all;
    }

    double ofApart(Design design) {
        return rule.of("apart") * candidates.apart(design);
    }

    double ofSpread(Design design) {
        return spreads.cost(design);
    }

    double ofObstacles(Design design) {
        Map<Obstacle.ObstacleKind, Long> counts = obstacles.of(design).stream()
                .collect(Collectors.groupingBy(Obstacle::kind, Collectors.counting()));
        return rule.of("key") * counts.getOrDefault(Obstacle.ObstacleKind.KEY, 0L)
                + rule.of("foreign_key") * counts.getOrDefault(Obstacle.ObstacleKind.FOREIGN_KEY, 0L)
                + rule.of("hot_now") * counts.getOrDefault(Obstacle.ObstacleKind.HOT_NOW, 0L)
                + rule.of("few_values") * counts.getOrDefault(Obstacle.ObstacleKind.FEW_VALUES, 0L);
    }
}

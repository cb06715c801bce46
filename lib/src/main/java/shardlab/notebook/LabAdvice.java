package shardlab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import shardlab.LabException;
import shardlab.NodeName;
import shardlab.advise.Advice;
import shardlab.advise.Advisor;
import shardlab.advise.JudgedDesigns;
import shardlab.advise.Judgement;
import shardlab.advise.Obstacle;
import shardlab.advise.RowSpread;
import shardlab.advise.Rule;
import shardlab.advise.Trade;
import shardlab.advise.WorkloadQuery;
import shardlab.chart.DesignMap;
import shardlab.chart.ExpectedShards;
import shardlab.chart.JoinGraph;
import shardlab.chart.PlanPicture;
import shardlab.cluster.Cluster;
import shardlab.engine.Engines;

/** What the advisor found, for a notebook: {@code show} it, or one of its pictures and tables. */
public final class LabAdvice {

    /** A Citus is asked once in the life of a kernel. */
    private static final JudgedDesigns BEFORE = new JudgedDesigns();

    private final Function<Advisor, Advice> reading;
    private final Optional<String> values;
    private final Advice advice;
    private final String caption;

    private LabAdvice(Function<Advisor, Advice> reading, Rule rule, Optional<String> values, String caption) {
        this.reading = reading;
        this.values = values;
        this.caption = caption;
        var advisor = new Advisor(rule).remembering(BEFORE);
        this.advice = reading.apply(values.map(advisor::withValues).orElse(advisor));
    }

    /** @param tables a schema as text, or the JDBC URL of a server, which is read */
    static LabAdvice of(Cluster cluster, String tables, String queries, String rows) {
        Optional<String> counts = text(rows);
        Function<Advisor, Advice> reading = tables.strip().startsWith("jdbc:")
                ? advisor -> advisor.judgedBy(cluster.coordinator()).fromServer(Engines.serverAt(tables.strip()),
                        text(queries), counts)
                : advisor -> advisor.fromFiles(cluster.coordinator(), tables, queries, counts);
        return new LabAdvice(reading, Rule.ofTheLab(), Optional.empty(), cluster.provenance().caption());
    }

    private static Optional<String> text(String given) {
        return Optional.of(given).filter(text -> !text.isBlank());
    }

    /** The designs, the cheapest first, with the parts of their cost. */
    public List<DesignLine> designs() {
        return advice.designs().stream().map(each -> new DesignLine(each.rank(), Math.round(each.cost()),
                Math.round(each.queriesCost()), Math.round(each.twoPhaseCost()), Math.round(each.notSpreadCost()),
                Math.round(each.apartCost()), Math.round(each.skewCost()),
                Math.round(each.obstaclesCost()), each.close() ? "close" : "",
                each.design().summary())).toList();
    }

    /** Where the first design puts a table: {@code by state}, {@code reference}, {@code local}. */
    public String place(String table) {
        return place(table, 1);
    }

    /** Where a design puts a table. */
    public String place(String table, int design) {
        var places = advice.design(design).design().places();
        var place = places.get(places.containsKey(table) ? table : "public." + table);
        if (place == null) {
            throw new LabException("the advice has no table '" + table + "'",
                    "name one of " + String.join(", ", places.keySet()));
        }
        return place.toString();
    }

    /** The tables and what joins them, where the first design puts them. */
    public JoinGraph joins() {
        return joins(1);
    }

    /** The same where another design puts them. */
    public JoinGraph joins(int design) {
        return new JoinGraph(advice, advice.design(design), caption());
    }

    /** The statements against the designs. */
    public DesignMap map() {
        return new DesignMap(advice, caption());
    }

    /** Where the rows of the first design's tables are expected to lie: shards and workers. */
    public ExpectedShards shards() {
        return shards(1);
    }

    /** The same of another design. */
    public ExpectedShards shards(int design) {
        return new ExpectedShards(advice, advice.design(design), caption);
    }

    /** How a statement would run under a design, and why: Citus's plan where a Citus was asked, else a sentence. */
    public Object why(String query, int design) {
        int at = names().indexOf(query);
        if (at < 0) {
            throw new LabException("the advice has no statement '" + query + "'",
                    "name one of " + String.join(", ", names()));
        }
        Judgement judgement = advice.design(design).judgements().get(at);
        String title = query + ", design " + design + ": " + judgement.verdict();
        return judgement.plan().<Object>map(plan -> new PlanPicture(title, plan, workers(),
                        judgement.why() + ". " + caption()))
                .orElse(title + ": " + judgement.why());
    }

    /** What the first design costs less or more than another, statement by statement. */
    public List<Trade.TradeLine> trade(int design) {
        Trade trade = Trade.of(advice, advice.best(), advice.design(design));
        List<Trade.TradeLine> lines = new ArrayList<>(trade.better());
        lines.addAll(trade.worse());
        return lines;
    }

    /** How the rows of a design's tables are expected to lie. */
    public List<RowSpread> spreads(int design) {
        return advice.design(design).spreads();
    }

    /** What stands in the way of a design, each with the statement that mends it. */
    public List<Obstacle> obstacles(int design) {
        return advice.design(design).obstacles();
    }

    /** The same tables and statements by a rule with another number. */
    public LabAdvice with(String key, double number) {
        return new LabAdvice(reading, advice.rule().with(key, number), values, caption);
    }

    /**
     * The same tables and statements, told how often values come.
     *
     * @param csv lines of {@code table,column,value,share}, the share from 0 to 1 of the rows
     */
    public LabAdvice withValues(String csv) {
        return new LabAdvice(reading, advice.rule(), Optional.of(csv), caption);
    }

    /** What could not be read. */
    public List<String> unread() {
        return advice.unread();
    }

    /** All of it. */
    public Advice advice() {
        return advice;
    }

    private List<String> workers() {
        return IntStream.rangeClosed(1, advice.rule().workers()).mapToObj(NodeName::of).toList();
    }

    private List<String> names() {
        return advice.queries().stream().map(WorkloadQuery::name).toList();
    }

    private String caption() {
        return "Judged by " + advice.judgedBy() + ". " + caption;
    }

    /** The first design in a line. */
    @Override
    public String toString() {
        return "design 1 of " + advice.looked() + " looked at: " + advice.best().design().summary()
                + Optional.of(advice.unread().size()).filter(count -> count > 0).map(count -> "; not read: "
                        + count + ", see unread()").orElse("");
    }

    /**
     * A design as a line of a table; costs are in router queries.
     *
     * @param design     its rank
     * @param cost       the sum
     * @param statements what the statements cost
     * @param twoPhase   what two-phase commits cost
     * @param notSpread  for rows in reference and local tables
     * @param apart      for tables that could lie beside the others and do not
     * @param skew       for a worker that is fuller than the others
     * @param toChange   for what stands in the way
     * @param close      {@code close} if the first is hardly better
     * @param what       the design
     */
    public record DesignLine(int design, long cost, long statements, long twoPhase, long notSpread, long apart,
            long skew, long toChange, String close, String what) {
    }
}

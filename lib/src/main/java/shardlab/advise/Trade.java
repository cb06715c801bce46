package shardlab.advise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one design costs less and what it costs more than another, query by query.
 *
 * @param better what is cheaper, what saves most first
 * @param worse  what is dearer, what costs most first
 */
public record Trade(List<TradeLine> better, List<TradeLine> worse) {

    /**
     * A query that the two designs treat differently.
     *
     * @param query  its name
     * @param weight how often it runs
     * @param here   how it runs under the design
     * @param there  how it runs under the other
     * @param more   what the design costs more for it, in router queries; less than 0 if it costs less
     */
    public record TradeLine(String query, double weight, Handling here, Handling there, double more) {
    }

    /** A design of some advice against another of it. */
    public static Trade of(Advice advice, RankedDesign design, RankedDesign other) {
        List<TradeLine> lines = new ArrayList<>();
        for (int i = 0; i < advice.queries().size(); i++) {
            WorkloadQuery query = advice.queries().get(i);
            Handling here = design.judgements().get(i).verdict();
            Handling there = other.judgements().get(i).verdict();
            lines.add(new TradeLine(query.name(), query.weight(), here, there,
                    query.weight() * (advice.rule().of(here) - advice.rule().of(there))));
        }
        lines.sort(Comparator.comparingDouble(each -> -Math.abs(each.more())));
        return new Trade(lines.stream().filter(each -> each.more() < 0).toList(),
                lines.stream().filter(each -> each.more() > 0).toList());
    }
}

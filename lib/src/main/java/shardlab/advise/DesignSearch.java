package shardlab.advise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shardlab.Progress;

/**
 * Looks for the cheapest designs: it begins with one for each family of columns, and moves one table at a time as long as
 * that makes a design cheaper. It finds the best that can be reached so, which need not be the best of all.
 */
final class DesignSearch {

    private static final int MOST_FAMILIES = 20;
    private static final double LESS = 1e-9;

    private final Candidates candidates;
    private final Cost cost;
    private final Map<Design, Double> known = new HashMap<>();
    private final Progress progress;
    private int familiesLeftOut;

    DesignSearch(Candidates candidates, Cost cost, Progress progress) {
        this.progress = progress;
        this.candidates = candidates;
        this.cost = cost;
    }

    /** Where a search ended, and the designs where it began, the cheapest first. */
    List<Design> run() {
        List<List<TableColumn>> families = candidates.families();
        familiesLeftOut = Math.max(0, families.size() - MOST_FAMILIES);
        List<Design> begun = new ArrayList<>(List.of(candidates.eachByItsOwn()));
        families.stream().limit(MOST_FAMILIES).map(candidates::following).forEach(begun::add);
        List<Design> all = new ArrayList<>(begun);
        begun.forEach(design -> all.add(descend(design)));
        return all.stream().distinct().sorted(Comparator.comparingDouble(this::costOf)
                .thenComparing(design -> design.places().toString())).toList();
    }

    double costOf(Design design) {
        return known.computeIfAbsent(design, this::newCost);
    }

    private double newCost(Design design) {
        progress.report("designs", known.size() + 1L, -1, "designs");
        return cost.of(design);
    }

    /** All that were looked at. */
    Set<Design> designs() {
        return Set.copyOf(known.keySet());
    }

    /** How many families no search began with, since heavier ones were enough. */
    int familiesLeftOut() {
        return familiesLeftOut;
    }

    private Design descend(Design from) {
        Design best = from;
        boolean better = true;
        while (better) {
            Design before = best;
            for (String table : from.places().keySet()) {
                best = bestPlace(best, table);
            }
            better = !best.equals(before);
        }
        return best;
    }

    private Design bestPlace(Design design, String table) {
        Design best = design;
        double least = costOf(design);
        for (TablePlace place : candidates.places(table)) {
            Design other = design.with(table, place);
            double its = costOf(other);
            if (its < least - LESS) {
                best = other;
                least = its;
            }
        }
        return best;
    }
}

package shardlab.advise;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import shardlab.LabException;

/**
 * Designs for a schema and its workload, ranked.
 *
 * @param source   where schema and queries come from, in words without a password
 * @param schema   the tables
 * @param queries  the statements that were judged, as they were given
 * @param designs  the best designs, the cheapest first
 * @param families columns of several tables that joins or foreign keys compare, the heaviest first
 * @param joins    the tables that queries join or foreign keys tie
 * @param looked   how many designs were looked at
 * @param unread   what could not be read, a sentence each
 * @param weighing how much each statement counts
 * @param rule     by what they are ranked
 * @param judgedBy who says how each statement would run: a Citus and its version, or the lab's classification
 */
public record Advice(String source, SourceSchema schema, List<WorkloadQuery> queries, List<RankedDesign> designs,
        List<List<TableColumn>> families, List<TableJoin> joins, int looked, List<String> unread, Weighing weighing,
        Rule rule, String judgedBy) {

    /** The design that the rule puts first. */
    public RankedDesign best() {
        return designs.get(0);
    }

    /**
     * The design of a rank.
     *
     * @throws LabException if there are not so many
     */
    public RankedDesign design(int rank) {
        if (rank < 1 || rank > designs.size()) {
            throw new LabException("there is no design " + rank, "name one of 1 to " + designs.size());
        }
        return designs.get(rank - 1);
    }

    /** The design that is the cheapest if statements are weighed by calls alone. */
    public RankedDesign bestByCalls() {
        return Collections.min(designs, Comparator.comparingDouble(RankedDesign::costByCalls));
    }

    /** The design that is the cheapest if they are weighed by time alone; the best one if their times are unknown. */
    public RankedDesign bestByTime() {
        return weighing.timed() ? Collections.min(designs, Comparator.comparingDouble(RankedDesign::costByTime)) : best();
    }
}

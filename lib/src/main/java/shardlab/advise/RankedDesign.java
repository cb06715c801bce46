package shardlab.advise;

import java.util.List;

/**
 * A design with what it means.
 *
 * @param rank           1 for the best
 * @param design         the places of all tables
 * @param cost           by the rule, in router queries
 * @param queriesCost    the part of it that the statements cost
 * @param twoPhaseCost   the part that two-phase commits cost
 * @param notSpreadCost  the part for rows that are not spread
 * @param apartCost      the part for tables that could lie beside the others and do not
 * @param skewCost       the part for a worker that is fuller than the others
 * @param obstaclesCost  the part for what must be changed
 * @param twoPhase       how often transactions run that need two-phase commit
 * @param judgements     of each statement, in the order of the advice's queries
 * @param obstacles      what stands in the way
 * @param spreads        how the rows of each distributed table will lie
 * @param costByCalls    what it costs if statements are weighed by calls alone
 * @param costByTime     what it costs if they are weighed by time alone; -1 if their times are unknown
 * @param script         the statements that bring it about, as psql runs them, with what is to be said of them
 * @param ran            whether the script ran, and on what
 * @param close          true if the best design is hardly better
 */
public record RankedDesign(int rank, Design design, double cost, double queriesCost, double twoPhaseCost,
        double notSpreadCost, double apartCost, double skewCost, double obstaclesCost, double twoPhase,
        List<Judgement> judgements, List<Obstacle> obstacles, List<RowSpread> spreads, double costByCalls,
        double costByTime, String script, String ran, boolean close) {
}

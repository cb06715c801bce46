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
 * @param obstaclesCost  the part for what must be changed
 * @param twoPhase       how often transactions run that need two-phase commit
 * @param judgements     of each statement, in the order of the advice's queries
 * @param obstacles      what stands in the way
 * @param close          true if the best design is hardly better
 */
public record RankedDesign(int rank, Design design, double cost, double queriesCost, double twoPhaseCost,
        double notSpreadCost, double apartCost, double obstaclesCost, double twoPhase, List<Judgement> judgements,
        List<Obstacle> obstacles, boolean close) {
}

package shardlab.measure;

import java.util.List;
import shardlab.LabException;

/**
 * A cost split in two: a fixed part and one that grows with the size, {@code cost = fixed + perUnit · size}.
 *
 * @param fixed   what it costs at size 0, in the unit of the costs
 * @param perUnit what each unit of size adds
 */
public record CostLine(double fixed, double perUnit) {

    /**
     * One measurement.
     *
     * @param size the size, above 0
     * @param cost the cost, above 0
     */
    public record Observation(double size, double cost) {
    }

    /**
     * The line with the least squares of relative errors, so that small sizes count as much as large ones. Neither part
     * is below zero: a part that the points do not show is 0.
     *
     * @param points two or more, of different sizes
     * @throws LabException if all are of one size: no line can be told from those
     */
    public static CostLine through(List<Observation> points) {
        if (points.stream().mapToDouble(Observation::size).distinct().count() < 2) {
            throw new LabException("a fixed and a growing part cannot be told apart", null,
                    points.size() + " measurements, all of one size", "measure two sizes or more", null);
        }
        double weights = 0;
        double sizes = 0;
        double costs = 0;
        double squares = 0;
        double products = 0;
        for (Observation point : points) {
            double weight = 1 / (point.cost * point.cost);
            weights += weight;
            sizes += weight * point.size;
            costs += weight * point.cost;
            squares += weight * point.size * point.size;
            products += weight * point.size * point.cost;
        }
        double perUnit = (weights * products - sizes * costs) / (weights * squares - sizes * sizes);
        if (perUnit <= 0) {
            return new CostLine(costs / weights, 0);
        }
        double fixed = (costs - perUnit * sizes) / weights;
        return fixed > 0 ? new CostLine(fixed, perUnit) : new CostLine(0, products / squares);
    }

    /** The growing part at a size. */
    public double growing(double size) {
        return perUnit * size;
    }
}

package shardlab.measure;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The universal scalability law (N. J. Gunther, Guerrilla Capacity Planning, chapter 4): what <em>n</em> clients make
 * together is {@code λn / (1 + σ(n − 1) + κn(n − 1))}.
 *
 * @param lambda what one client makes by itself
 * @param sigma  the share of the work that waits in a queue: by it alone, throughput levels off at λ/σ
 * @param kappa  what each pair of clients costs one another: with it, throughput has a peak and falls again
 */
public record ScalabilityLaw(double lambda, double sigma, double kappa) {

    private static final int TERMS = 3;

    /** What so many clients make by the law. */
    public double at(double clients) {
        return lambda * clients / (1 + sigma * (clients - 1) + kappa * clients * (clients - 1));
    }

    /** The number of clients that makes most; empty if more always make more. */
    public OptionalDouble peak() {
        return kappa <= 0 ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(Math.max(0, 1 - sigma) / kappa));
    }

    /**
     * The law with the least squares of relative errors. {@code n / throughput} is linear in {@code n − 1} and
     * {@code n(n − 1)}, so no start value is needed. No part is below zero.
     *
     * @param clients     numbers of clients, of three kinds at least
     * @param throughputs what each made, above zero
     */
    static ScalabilityLaw through(double[] clients, double[] throughputs) {
        double[][] rows = IntStream.range(0, clients.length).mapToObj(i -> row(clients[i], throughputs[i]))
                .toArray(double[][]::new);
        double[] best = null;
        for (List<Integer> parts : List.of(List.of(0, 1, 2), List.of(0, 1), List.of(0, 2), List.of(0))) {
            double[] found = LeastSquares.ones(rows, parts, TERMS);
            if (possible(found) && (best == null || error(rows, found) < error(rows, best))) {
                best = found;
            }
        }
        return new ScalabilityLaw(1 / best[0], best[1] / best[0], best[2] / best[0]);
    }

    /** Divided by what was measured, so that each should come to 1. */
    private static double[] row(double clients, double throughput) {
        double weight = throughput / clients;
        return new double[] {weight, weight * (clients - 1), weight * clients * (clients - 1)};
    }

    private static boolean possible(double[] parts) {
        return parts[0] > 0 && parts[1] >= 0 && parts[2] >= 0;
    }

    private static double error(double[][] rows, double[] parts) {
        double sum = 0;
        for (double[] row : rows) {
            double left = 1 - row[0] * parts[0] - row[1] * parts[1] - row[2] * parts[2];
            sum += left * left;
        }
        return sum;
    }
}

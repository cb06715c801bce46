package shardlab.measure;

import java.util.List;

/** Linear least squares by the normal equations, for a handful of unknowns. */
final class LeastSquares {

    private LeastSquares() {
    }

    /**
     * Factors with which each row comes as near to 1 as it can.
     *
     * @param parts which columns may have a factor; the others get 0
     * @return a factor for each of {@code columns}; those of columns that depend on one another are not numbers
     */
    static double[] ones(double[][] rows, List<Integer> parts, int columns) {
        int size = parts.size();
        double[][] equations = new double[size][size + 1];
        for (double[] row : rows) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    equations[i][j] += row[parts.get(i)] * row[parts.get(j)];
                }
                equations[i][size] += row[parts.get(i)];
            }
        }
        eliminate(equations);
        double[] factors = new double[columns];
        for (int i = 0; i < size; i++) {
            factors[parts.get(i)] = equations[i][size] / equations[i][i];
        }
        return factors;
    }

    /** Gauss and Jordan; the matrix is symmetric and positive, so that no pivot need be sought. */
    private static void eliminate(double[][] equations) {
        for (int pivot = 0; pivot < equations.length; pivot++) {
            for (int i = 0; i < equations.length; i++) {
                double times = i == pivot ? 0 : equations[i][pivot] / equations[pivot][pivot];
                for (int j = pivot; j <= equations.length; j++) {
                    equations[i][j] -= times * equations[pivot][j];
                }
            }
        }
    }
}

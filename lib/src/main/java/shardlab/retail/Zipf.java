package shardlab.retail;

/**
 * Zipf's law: rank r is drawn in proportion to 1/r. Draws by Walker's alias method, in constant time and from one
 * random number. Its tables are never changed after construction, so threads may share it.
 */
final class Zipf {

    private final double[] keep;
    private final int[] alias;

    /** @param ranks how many ranks there are */
    Zipf(int ranks) {
        keep = new double[ranks];
        alias = new int[ranks];
        build(scaledWeights(ranks));
    }

    /** A rank from 1, chosen by a fraction from 0 to 1. */
    int rank(double fraction) {
        double scaled = fraction * keep.length;
        int column = (int) scaled;
        return 1 + (scaled - column < keep[column] ? column : alias[column]);
    }

    private static double[] scaledWeights(int ranks) {
        double sum = 0;
        for (int r = ranks; r >= 1; r--) {
            sum += 1.0 / r;
        }
        double[] weights = new double[ranks];
        for (int r = 1; r <= ranks; r++) {
            weights[r - 1] = ranks / (r * sum);
        }
        return weights;
    }

    /** Vose's way: each column below the mean is filled up from one above it. */
    private void build(double[] weights) {
        int[] small = new int[weights.length];
        int[] large = new int[weights.length];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < weights.length; i++) {
            keep[i] = 1;
            if (weights[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int filled = small[--smalls];
            int from = large[larges - 1];
            keep[filled] = weights[filled];
            alias[filled] = from;
            weights[from] -= 1 - weights[filled];
            if (weights[from] < 1) {
                larges--;
                small[smalls++] = from;
            }
        }
    }
}

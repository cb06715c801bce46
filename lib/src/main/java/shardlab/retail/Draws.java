package shardlab.retail;

/**
 * Random numbers that belong to a row: those of row n depend on the seed, the kind of row and n alone, so a row comes
 * out the same whichever thread makes it, in whatever order, and any block of rows can be made without those before.
 *
 * <p>The arithmetic is the finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", 2014) over a counter. {@link java.util.SplittableRandom} uses the same, but it must be split once a
 * block and the JDK may change how it draws bounded numbers; these rows are to stay the same in every JDK.
 * Not safe for several threads: each has its own.
 */
final class Draws {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final long base;
    private long state;

    /**
     * @param seed the data set's seed
     * @param kind what the rows are; different kinds draw different numbers
     */
    Draws(long seed, String kind) {
        this.base = mix(mix(seed) + kind.hashCode() * GOLDEN_GAMMA);
    }

    /** Moves to the first number of a row. */
    Draws row(long row) {
        state = mix(base + row * GOLDEN_GAMMA);
        return this;
    }

    /** The row's next 64 random bits. */
    long bits() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** A number from 0 up to, but not including, 1. */
    double fraction() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    /** A whole number from 0 up to, but not including, the bound. */
    long below(long bound) {
        return Math.multiplyHigh(bits() >>> 1, bound << 1);
    }

    /** A whole number from 0 up to, but not including, the bound. */
    int below(int bound) {
        return (int) below((long) bound);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

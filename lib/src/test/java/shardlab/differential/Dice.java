package shardlab.differential;

import java.util.List;
import java.util.Random;

/** Chance that a seed repeats. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** A number between two, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** True so many times in a hundred. */
    boolean percent(int times) {
        return random.nextInt(100) < times;
    }

    /**
     * One of a list, each as likely as the others.
     *
     * @throws NoFit if the list is empty
     */
    <T> T oneOf(List<T> list) {
        if (list.isEmpty()) {
            throw new NoFit();
        }
        return list.get(random.nextInt(list.size()));
    }
}

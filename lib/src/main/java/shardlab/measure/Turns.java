package shardlab.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import shardlab.LabException;
import shardlab.Progress;

/**
 * Arms that measure several things at once, taking turns: each round runs every arm once, in an order shuffled anew. An
 * {@link Experiment} is for arms that are timed and give an answer; this is for those that bring what they measured.
 *
 * @param <T> what an arm measures in one round
 */
public final class Turns<T> {

    private final String name;
    private final Map<String, IntFunction<T>> arms = new LinkedHashMap<>();

    /** @param name what the progress calls it */
    public Turns(String name) {
        this.name = name;
    }

    /** Adds an arm; it is told which round it is, from 0. */
    public Turns<T> arm(String arm, IntFunction<T> work) {
        arms.put(arm, work);
        return this;
    }

    /**
     * Runs all rounds.
     *
     * @return what each arm measured, in the order of the rounds; arms in the order in which they were added
     * @throws LabException if it was interrupted between two arms
     */
    public Map<String, List<T>> run(int rounds, long seed, Progress progress) {
        Map<String, List<T>> found = new LinkedHashMap<>();
        arms.keySet().forEach(arm -> found.put(arm, new ArrayList<>()));
        var order = new Random(seed);
        int done = 0;
        for (int round = 0; round < rounds; round++) {
            List<String> shuffled = new ArrayList<>(arms.keySet());
            Collections.shuffle(shuffled, order);
            for (String arm : shuffled) {
                progress.report(name, done++, (long) rounds * arms.size(), "runs");
                stopIfInterrupted(done - 1);
                found.get(arm).add(arms.get(arm).apply(round));
            }
        }
        progress.report(name, done, done, "runs");
        return found;
    }

    private void stopIfInterrupted(int done) {
        if (Thread.interrupted()) {
            throw new LabException("'" + name + "' was stopped", null, "after " + done + " runs",
                    "run it again, or ask for fewer rounds", null);
        }
    }
}

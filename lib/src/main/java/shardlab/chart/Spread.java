package shardlab.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Moves labels along a line as little as needed so that none lies on another. */
final class Spread {

    private Spread() {
    }

    /** A run of labels that touch, and where its first one starts. */
    private static final class Run {
        private final List<Integer> members = new ArrayList<>();
        private double wantedSum;
        private double length;

        double start() {
            return wantedSum / members.size();
        }
    }

    /**
     * Places labels.
     *
     * @param wanted  where each label's centre would best be
     * @param lengths how long each label is
     * @param gap     the least distance between two labels
     * @param from    where the line starts
     * @param to      where it ends; if the labels do not fit they run over it
     * @return the centres, in the order of the arguments
     */
    static double[] place(double[] wanted, double[] lengths, double gap, double from, double to) {
        Integer[] order = new Integer[wanted.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> wanted[i]));
        List<Run> runs = new ArrayList<>();
        for (int i : order) {
            runs.add(runOf(i, wanted[i] - lengths[i] / 2, lengths[i] + gap));
            joinWhileTouching(runs, gap, from, to);
        }
        double[] centres = new double[wanted.length];
        for (Run run : runs) {
            double at = within(run, gap, from, to);
            for (int i : run.members) {
                centres[i] = at + lengths[i] / 2;
                at += lengths[i] + gap;
            }
        }
        return centres;
    }

    private static Run runOf(int label, double start, double length) {
        Run run = new Run();
        run.members.add(label);
        run.wantedSum = start;
        run.length = length;
        return run;
    }

    private static void joinWhileTouching(List<Run> runs, double gap, double from, double to) {
        while (runs.size() > 1) {
            Run last = runs.get(runs.size() - 1);
            Run before = runs.get(runs.size() - 2);
            if (within(before, gap, from, to) + before.length <= within(last, gap, from, to)) {
                return;
            }
            before.wantedSum += last.wantedSum - before.length * last.members.size();
            before.length += last.length;
            before.members.addAll(last.members);
            runs.remove(runs.size() - 1);
        }
    }

    private static double within(Run run, double gap, double from, double to) {
        return Math.max(from, Math.min(run.start(), to - run.length + gap));
    }
}

package shardlab.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a finding short: leaves out statements as long as the same difference is seen. */
final class Reducer {

    private final Duel duel;
    private int replays;

    /** @param replays how many times the scenario may be run again */
    Reducer(Duel duel, int replays) {
        this.duel = duel;
        this.replays = replays;
    }

    /** The difference with the fewest statements that were found to show it. */
    Difference reduce(Difference found) {
        Difference best = found;
        for (int size = Math.max(1, best.steps().size() / 2); size >= 1; size = size == 1 ? 0 : size / 2) {
            best = leaveOut(best, size);
        }
        return best;
    }

    private Difference leaveOut(Difference found, int size) {
        Difference best = found;
        int end = best.steps().size();
        while (end > 0 && replays > 0) {
            int start = Math.max(0, end - size);
            List<Step> fewer = new ArrayList<>(best.steps());
            fewer.subList(start, end).clear();
            Optional<Difference> seen = replay(fewer, best.kind());
            best = seen.orElse(best);
            end = Math.min(start, best.steps().size());
        }
        return best;
    }

    /** Runs statements from the beginning; a difference of the kind wanted, if there is one. */
    private Optional<Difference> replay(List<Step> steps, String kind) {
        replays--;
        duel.begin();
        for (Step step : steps) {
            Optional<Difference> found = duel.run(step);
            if (found.isPresent() || duel.isOver()) {
                return found.filter(difference -> difference.kind().equals(kind));
            }
        }
        return duel.end().filter(difference -> difference.kind().equals(kind));
    }
}

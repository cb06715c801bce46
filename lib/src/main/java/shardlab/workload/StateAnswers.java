package shardlab.workload;

import java.util.List;

/**
 * Which states answered one kind of statement at one moment.
 *
 * @param moment   what was asked, and when
 * @param answered true for each state that answered, in the order of the places
 */
public record StateAnswers(String moment, List<Boolean> answered) {

    /** How many answered. */
    public long count() {
        return answered.stream().filter(each -> each).count();
    }
}

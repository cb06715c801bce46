package shardlab.workload;

import java.time.Duration;
import java.util.List;
import shardlab.cluster.HealthCell;

/**
 * What was seen while a node was down, and when it was back.
 *
 * @param node    the node
 * @param places  where each state is
 * @param answers which states answered: before, meanwhile, afterwards
 * @param said    what statements were told meanwhile
 * @param health  who reached whom meanwhile, by {@code citus_check_cluster_node_health()}
 * @param healthTook how long that took to be told
 * @param back    how long the server took from its start until it was asked again and answered
 * @param before  what the tables had before
 * @param written sales that were changed meanwhile, with an acknowledgement, by one each
 * @param after   what they had afterwards
 */
public record Outage(String node, List<FailurePlace> places, List<StateAnswers> answers, List<Said> said,
        List<HealthCell> health, Duration healthTook, Duration back, FailureTables.Held before, long written,
        FailureTables.Held after) {

    /** Rows, or changes that were acknowledged, that are not there any more. */
    public long lost() {
        return before.sales() - after.sales() + before.amount() + written - after.amount();
    }

    /** The states that answered while the node was down, of those that are elsewhere. */
    public boolean othersAnswered() {
        return answers.stream().allMatch(line -> {
            for (int i = 0; i < places.size(); i++) {
                if (!places.get(i).node().equals(node) && !line.answered().get(i)) {
                    return false;
                }
            }
            return true;
        });
    }

    /** How many states are on the node. */
    public long statesThere() {
        return places.stream().filter(place -> place.node().equals(node)).count();
    }
}

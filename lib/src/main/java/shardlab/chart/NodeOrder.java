package shardlab.chart;

import java.util.Comparator;

/** The order in which figures list nodes: the coordinator, then {@code worker-2} before {@code worker-10}. */
final class NodeOrder {

    static final Comparator<String> BY_NAME = Comparator.comparing((String node) -> !node.equals("coordinator"))
            .thenComparing(String::length).thenComparing(Comparator.naturalOrder());

    private NodeOrder() {
    }
}

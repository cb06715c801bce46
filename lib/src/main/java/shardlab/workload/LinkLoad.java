package shardlab.workload;

import java.util.List;
import java.util.stream.IntStream;
import shardlab.cluster.Network;
import shardlab.repartition.ShuffleMatrix;

/**
 * What one node sent to others during a join.
 *
 * @param node          the node
 * @param carriedBytes  bytes that its link carried from it, without TCP's own
 * @param computedBytes bytes of rows that had to leave it, computed from the data
 */
public record LinkLoad(String node, long carriedBytes, long computedBytes) {

    /** Does some work and sets what the links carried meanwhile beside what was computed. */
    static List<LinkLoad> during(Network network, Runnable work, ShuffleMatrix computed) {
        List<Network.Carried> before = network.carried();
        work.run();
        List<Network.Carried> after = network.carried();
        return IntStream.range(0, after.size()).mapToObj(i -> new LinkLoad(after.get(i).node(),
                after.get(i).bytesOut() - before.get(i).bytesOut(), sent(computed, after.get(i).node()))).toList();
    }

    private static long sent(ShuffleMatrix computed, String node) {
        return computed.nodes().stream().filter(to -> !to.equals(node))
                .mapToLong(to -> computed.between(node, to).bytes()).sum();
    }
}

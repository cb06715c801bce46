package shardlab.sharding;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A way to say which node a key belongs to, and what it says before and after one node comes to the others.
 *
 * @param name   what the way is called
 * @param before the node of each key, from 0, in an order of keys of the way's own
 * @param after  the node of the same keys, when there is one node more
 */
public record KeyCut(String name, List<Integer> before, List<Integer> after) {

    /** The share of the keys whose node is another one afterwards, from 0 to 1. */
    public double moved() {
        long others = IntStream.range(0, before.size()).filter(i -> !before.get(i).equals(after.get(i))).count();
        return (double) others / before.size();
    }

    /** How many times as many keys as on average the fullest node has afterwards. */
    public double fullest() {
        Map<Integer, Long> counts = after.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return most * (double) nodes() / after.size();
    }

    /** How many nodes there are afterwards, one without any key among them. */
    public int nodes() {
        return 2 + before.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}

package shardlab.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What has changed from look to look. */
final class Timeline {

    /** A wait that is over sooner is daily business. */
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
    private static final int MOST = 200;

    private final List<TimelineEvent> events = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private ClusterLook before;

    /** Compares a look with the one before it. */
    synchronized void note(ClusterLook now) {
        if (before == null) {
            add(now.at(), now.nodes().size() + " nodes, " + now.columns().size() + " groups of shards");
        } else {
            nodes(now);
            places(now);
            moves(now);
        }
        waits(now);
        before = now;
    }

    synchronized void add(Duration at, String what) {
        events.add(new TimelineEvent(at, what));
        if (events.size() > MOST) {
            events.remove(1);
        }
    }

    synchronized List<TimelineEvent> events() {
        return List.copyOf(events);
    }

    private void nodes(ClusterLook now) {
        Map<String, NodeLook> were = byName(before.nodes(), NodeLook::node);
        for (NodeLook node : now.nodes()) {
            NodeLook was = were.remove(node.node());
            if (was == null) {
                add(now.at(), node.node() + " is new");
            } else if (was.answers() != node.answers()) {
                add(now.at(), node.node() + (node.answers() ? " answers again" : " does not answer"));
            }
        }
        were.keySet().forEach(gone -> add(now.at(), gone + " has left the cluster"));
    }

    private void places(ClusterLook now) {
        Map<Long, String> were = places(before.shards());
        places(now.shards()).forEach((shard, nodes) -> {
            String was = were.getOrDefault(shard, nodes);
            if (!was.equals(nodes)) {
                add(now.at(), "shard " + shard + " is on " + nodes + " now, and was on " + was);
            }
        });
    }

    /** A shard of a table that is replicated is on several. */
    private static Map<Long, String> places(List<ShardLook> shards) {
        return shards.stream().collect(Collectors.groupingBy(ShardLook::shardId, TreeMap::new,
                Collectors.mapping(ShardLook::node, Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new),
                        nodes -> String.join(", ", nodes)))));
    }

    private void moves(ClusterLook now) {
        Set<String> were = moving(before);
        Set<String> are = moving(now);
        are.stream().filter(move -> !were.contains(move)).forEach(move -> add(now.at(), "began: " + move));
        were.stream().filter(move -> !are.contains(move)).forEach(move -> add(now.at(), "ended: " + move));
    }

    private static Set<String> moving(ClusterLook look) {
        return look.moves().stream().filter(MoveLook::moving).map(MoveLook::what).collect(Collectors.toSet());
    }

    private void waits(ClusterLook now) {
        Set<String> are = new HashSet<>();
        for (WaitLook wait : now.waits()) {
            String pair = wait.waiting().worksFor() + " " + wait.blocking().worksFor();
            are.add(pair);
            if (wait.waiting().stateFor().compareTo(LEAST_WAIT) >= 0 && told.add(pair)) {
                add(now.at(), wait.waiting().node() + " " + wait.waiting().pid() + " waits for " + wait.blocking().node()
                        + " " + wait.blocking().pid());
            }
        }
        List<String> over = told.stream().filter(pair -> !are.contains(pair)).toList();
        over.forEach(told::remove);
        if (!over.isEmpty()) {
            add(now.at(), over.size() == 1 ? "a wait is over" : over.size() + " waits are over");
        }
    }

    private static <T> Map<String, T> byName(List<T> items, Function<T, String> name) {
        return items.stream().collect(Collectors.toMap(name, item -> item, (one, other) -> one, HashMap::new));
    }
}

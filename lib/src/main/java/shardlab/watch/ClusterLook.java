package shardlab.watch;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cluster at one moment.
 *
 * @param at      how long it had been watched
 * @param nodes   what each node did, the coordinator first
 * @param shards  where the groups of co-located shards were, by table and hash
 * @param moves   what was moving
 * @param waits   who waited for whom
 * @param trouble what could not be asked of the whole cluster; empty if all could
 */
public record ClusterLook(Duration at, List<NodeLook> nodes, List<ShardLook> shards, List<MoveLook> moves,
        List<WaitLook> waits, String trouble) {

    /** Keeps the lists as they are now. */
    public ClusterLook {
        nodes = List.copyOf(nodes);
        shards = List.copyOf(shards);
        moves = List.copyOf(moves);
        waits = List.copyOf(waits);
    }

    /** The shards of a node. */
    public List<ShardLook> shardsOf(String node) {
        return shards.stream().filter(shard -> shard.node().equals(node)).toList();
    }

    /** Bytes of the distributed tables on a node. */
    public long bytesOf(String node) {
        return shardsOf(node).stream().mapToLong(ShardLook::bytes).sum();
    }

    /** What clients have begun and what has not ended, the longest first. */
    public List<SessionLook> queries() {
        return sessions().filter(session -> !session.fromNode())
                .sorted(Comparator.comparing(SessionLook::stateFor).reversed()).toList();
    }

    /** The number of each group of shards, in the order of tables and hashes: the columns of a picture. */
    public List<Long> columns() {
        return shards.stream().map(ShardLook::shardId).distinct().toList();
    }

    private Stream<SessionLook> sessions() {
        return nodes.stream().flatMap(node -> node.sessions().stream());
    }
}

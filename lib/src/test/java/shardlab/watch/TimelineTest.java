package shardlab.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What has changed between two looks is told once. */
class TimelineTest {

    private static final long REPLICATED = 102008;
    private static final long SINGLE = 102009;

    @Test
    void aShardThatIsOnTwoWorkersAndStaysThereIsNoEvent() {
        assertThat(events(List.of("worker-1", "worker-2"), List.of("worker-1", "worker-2"))).isEmpty();
        assertThat(events(List.of("worker-1", "worker-2"), List.of("worker-2", "worker-1"))).isEmpty();
    }

    @Test
    void aCopyThatHasMovedIsToldWithTheOneThatStayed() {
        assertThat(events(List.of("worker-1", "worker-2"), List.of("worker-1", "worker-3")))
                .containsExactly("shard 102008 is on worker-1, worker-3 now, and was on worker-1, worker-2");
        assertThat(events(List.of("worker-1"), List.of("worker-1", "worker-3")))
                .containsExactly("shard 102008 is on worker-1, worker-3 now, and was on worker-1");
    }

    @Test
    void aShardThatHasMovedIsToldAndOneThatIsNewIsNot() {
        assertThat(events(List.of("worker-1"), List.of("worker-4")))
                .containsExactly("shard 102008 is on worker-4 now, and was on worker-1");
        assertThat(events(List.of(), List.of("worker-4"))).isEmpty();
    }

    private static List<String> events(List<String> before, List<String> now) {
        var timeline = new Timeline();
        timeline.note(look(1, before));
        timeline.note(look(2, now));
        return timeline.events().stream().skip(1).map(TimelineEvent::what).toList();
    }

    private static ClusterLook look(int second, List<String> nodes) {
        Stream<ShardLook> copies = nodes.stream().map(node -> new ShardLook(1, 0, REPLICATED, "sale", node, 8192));
        Stream<ShardLook> other = Stream.of(new ShardLook(2, 0, SINGLE, "item", "worker-1", 0));
        List<ShardLook> shards = Stream.concat(copies, other).toList();
        return new ClusterLook(Duration.ofSeconds(second), List.of(), shards, List.of(), List.of(), "");
    }
}

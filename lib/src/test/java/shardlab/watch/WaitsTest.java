package shardlab.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Looks at two nodes are never of the same moment: a wait is told with the sessions that clients have begun, or not yet. */
class WaitsTest {

    private static final long NODE = SessionReader.NODE;
    private static final long SECOND = 1_000_000_000L;
    private static final Duration OPEN = Duration.ofMillis(300);
    private static final SessionLook WAITS = onWorker(31, NODE + 21, List.of(32L));
    private static final SessionLook BLOCKS = onWorker(32, NODE + 22, List.of());

    @Test
    void aWaitIsToldWithTheClientsThatBeganIt() {
        assertThat(Waits.of(looks(10 * SECOND, List.of(client(21), client(22))))).singleElement()
                .satisfies(wait -> assertThat(wait.node()).isEqualTo("worker-1"))
                .satisfies(wait -> assertThat(wait.waiting().pid()).isEqualTo(21))
                .satisfies(wait -> assertThat(wait.blocking().pid()).isEqualTo(22));
    }

    @Test
    void aWaitYoungerThanTheLookAtTheNodeOfItsClientIsLeftToTheNextLook() {
        long beforeTheyBegan = 10 * SECOND - OPEN.toNanos();
        assertThat(Waits.of(looks(beforeTheyBegan, List.of()))).isEmpty();
        assertThat(Waits.of(looks(beforeTheyBegan, List.of(client(21))))).isEmpty();
        assertThat(Waits.of(looks(beforeTheyBegan, List.of(client(22))))).isEmpty();
    }

    @Test
    void aConnectionWhoseClientIsGoneIsToldItself() {
        assertThat(Waits.of(looks(10 * SECOND, List.of(client(21))))).singleElement()
                .extracting(wait -> wait.blocking().pid()).isEqualTo(32L);
    }

    @Test
    void aNodeThatDoesNotAnswerHidesNoWaitOfAnother() {
        NodeLook silent = NodeLook.silent("coordinator", "it is down");
        assertThat(Waits.of(Map.of(1L, silent, 2L, worker()))).singleElement()
                .extracting(wait -> wait.waiting().pid()).isEqualTo(31L);
    }

    private static Map<Long, NodeLook> looks(long coordinatorAsked, List<SessionLook> clients) {
        var coordinator = new NodeLook("coordinator", "", 2, 0, clients, new Taken(coordinatorAsked, coordinatorAsked));
        return Map.of(1L, coordinator, 2L, worker());
    }

    private static NodeLook worker() {
        return new NodeLook("worker-1", "", 0, 2, List.of(WAITS, BLOCKS), new Taken(10 * SECOND, 10 * SECOND));
    }

    private static SessionLook client(long pid) {
        return new SessionLook("coordinator", pid, NODE + pid, false, "active", false, OPEN, OPEN, "update", List.of());
    }

    private static SessionLook onWorker(long pid, long worksFor, List<Long> blockers) {
        return new SessionLook("worker-1", pid, worksFor, true, "active", !blockers.isEmpty(), OPEN, OPEN, "update",
                blockers);
    }
}

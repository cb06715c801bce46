package shardlab.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import shardlab.Progress;
import shardlab.TestClusters;
import shardlab.cluster.Cluster;
import shardlab.sql.Session;

/** A few fill at once; who comes later is told, and comes to it as soon as one is done. */
class FillTurnTest {

    @Test
    void whoComesWhenAllTurnsAreTakenWaitsForOne() throws Exception {
        Cluster cluster = TestClusters.embedded();
        var filling = new CountDownLatch(FillTurn.AT_ONCE);
        var goOn = new CountDownLatch(1);
        var waits = new CountDownLatch(1);
        List<CompletableFuture<Void>> first = new ArrayList<>();
        for (int i = 0; i < FillTurn.AT_ONCE; i++) {
            first.add(CompletableFuture.runAsync(() -> fill(cluster, Progress.SILENT, filling, goOn)));
        }
        assertThat(filling.await(1, TimeUnit.MINUTES)).isTrue();
        var late = new CountDownLatch(1);
        Progress tells = (what, done, total, unit) -> waits.countDown();
        var last = CompletableFuture.runAsync(() -> fill(cluster, tells, late, goOn));
        assertThat(waits.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(late.getCount()).as("its work has not begun").isEqualTo(1);
        goOn.countDown();
        last.get(1, TimeUnit.MINUTES);
        assertThat(late.getCount()).isZero();
        for (var each : first) {
            each.get(1, TimeUnit.MINUTES);
        }
    }

    private static void fill(Cluster cluster, Progress progress, CountDownLatch begun, CountDownLatch goOn) {
        try (Session session = cluster.session()) {
            new FillTurn(session).holding(progress, () -> {
                begun.countDown();
                try {
                    return goOn.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }
}
